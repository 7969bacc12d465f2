/** The counts of partitions by slice and time, which add up to the counts of a query. */
@NullMarked
package io.judgefleet.aggregator.counts;

import org.jspecify.annotations.NullMarked;
