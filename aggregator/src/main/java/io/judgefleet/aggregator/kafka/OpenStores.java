package io.judgefleet.aggregator.kafka;

import io.judgefleet.aggregator.AnsweredRequest;
import io.judgefleet.aggregator.IntakeTally;
import io.judgefleet.aggregator.SliceTally;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyWindowStore;

/** The state stores as readers see them, all partitions of this process together. */
interface OpenStores {
    ReadOnlyKeyValueStore<String, IntakeTally> intake();

    ReadOnlyKeyValueStore<Bytes, SliceTally> tallies();

    ReadOnlyWindowStore<String, AnsweredRequest> requests();
}
