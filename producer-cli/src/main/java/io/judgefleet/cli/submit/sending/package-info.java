/** Records to the brokers, at a given rate, with a bounded number in flight. */
@NullMarked
package io.judgefleet.cli.submit.sending;

import org.jspecify.annotations.NullMarked;
