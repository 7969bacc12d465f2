/** All that is known of one comparison, whatever the order in which its verdicts and labels arrive. */
@NullMarked
package io.judgefleet.aggregator.ledger;

import org.jspecify.annotations.NullMarked;
