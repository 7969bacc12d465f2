package io.judgefleet.aggregator.kafka;

import io.judgefleet.aggregator.AnsweredRequest;
import io.judgefleet.aggregator.CountsUnavailableException;
import io.judgefleet.aggregator.IntakeTally;
import io.judgefleet.aggregator.SliceTally;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreType;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyWindowStore;

/** The stores of a running stream, open only while all partitions are served here: a part would look like the whole. */
final class LiveStores implements OpenStores {
    private final KafkaStreams streams;
    private final int partitions;

    LiveStores(KafkaStreams streams, int partitions) {
        this.streams = streams;
        this.partitions = partitions;
    }

    @Override
    public ReadOnlyKeyValueStore<String, IntakeTally> intake() {
        return open(Stores.INTAKE, QueryableStoreTypes.keyValueStore());
    }

    @Override
    public ReadOnlyKeyValueStore<Bytes, SliceTally> tallies() {
        return open(Stores.TALLIES, QueryableStoreTypes.keyValueStore());
    }

    @Override
    public ReadOnlyWindowStore<String, AnsweredRequest> requests() {
        return open(Stores.REQUESTS, QueryableStoreTypes.windowStore());
    }

    /** @throws CountsUnavailableException when a part of the counts is being restored or elsewhere */
    void requireComplete() {
        if (streams.state() != KafkaStreams.State.RUNNING) {
            throw new CountsUnavailableException("counts are being restored");
        }
        var here = served();
        if (here < partitions) {
            throw new CountsUnavailableException(
                    "expected all %d partitions in this aggregator, found %d".formatted(partitions, here));
        }
    }

    private long served() {
        return streams.metadataForLocalThreads().stream()
                .mapToLong(thread -> thread.activeTasks().size())
                .sum();
    }

    private <S> S open(String name, QueryableStoreType<S> type) {
        requireComplete();
        try {
            return streams.store(StoreQueryParameters.fromNameAndType(name, type));
        } catch (InvalidStateStoreException e) {
            throw new CountsUnavailableException("counts are being restored", e);
        }
    }
}
