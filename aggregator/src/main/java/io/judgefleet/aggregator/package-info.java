/** The aggregator: verdicts and labels in, rolling figures out. */
@NullMarked
package io.judgefleet.aggregator;

import org.jspecify.annotations.NullMarked;
