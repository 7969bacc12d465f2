/** The counts of all partitions, those of other instances included, for queries. */
@NullMarked
package io.judgefleet.aggregator.kafka.serving;

import org.jspecify.annotations.NullMarked;
