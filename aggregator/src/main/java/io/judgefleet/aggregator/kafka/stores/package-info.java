/** The state stores of the topology. */
@NullMarked
package io.judgefleet.aggregator.kafka.stores;

import org.jspecify.annotations.NullMarked;
