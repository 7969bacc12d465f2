/** The fleet as the command line reaches it: brokers, topics and the aggregator. */
@NullMarked
package io.judgefleet.cli.fleet;

import org.jspecify.annotations.NullMarked;
