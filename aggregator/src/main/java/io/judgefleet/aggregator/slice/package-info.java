/** What is counted: the finest sets of verdicts, and the tallies of one set. */
@NullMarked
package io.judgefleet.aggregator.slice;

import org.jspecify.annotations.NullMarked;
