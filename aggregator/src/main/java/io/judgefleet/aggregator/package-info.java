/** What is counted: verdicts and labels of a comparison, what they add to which slice, panes and windows. */
@NullMarked
package io.judgefleet.aggregator;

import org.jspecify.annotations.NullMarked;
