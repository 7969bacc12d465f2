package io.judgefleet.aggregator.kafka;

import io.judgefleet.aggregator.AnsweredRequest;
import io.judgefleet.aggregator.IntakeTally;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyWindowStore;

/** The state as readers see it, all partitions of this process together. */
interface OpenStores {
    ReadOnlyKeyValueStore<String, IntakeTally> intake();

    ServedCounts served();

    ReadOnlyWindowStore<String, AnsweredRequest> requests();
}
