package io.judgefleet.aggregator.kafka.stores;

import io.judgefleet.aggregator.counts.AnsweredRequest;
import io.judgefleet.aggregator.slice.IntakeTally;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyWindowStore;

/** The state as readers see it, all partitions of this process together. */
public interface OpenStores {
    ReadOnlyKeyValueStore<String, IntakeTally> intake();

    ServedCounts served();

    ReadOnlyWindowStore<String, AnsweredRequest> requests();
}
