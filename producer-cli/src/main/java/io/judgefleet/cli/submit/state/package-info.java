/** What an earlier submission has sent, from its state file, the topics and the aggregator. */
@NullMarked
package io.judgefleet.cli.submit.state;

import org.jspecify.annotations.NullMarked;
