/** Where Kafka ends: the topology, its stores and their formats, dead letters, the running streams. */
@NullMarked
package io.judgefleet.aggregator.kafka;

import org.jspecify.annotations.NullMarked;
