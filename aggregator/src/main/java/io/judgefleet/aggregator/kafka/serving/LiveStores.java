package io.judgefleet.aggregator.kafka.serving;

import io.judgefleet.aggregator.counts.AnsweredRequest;
import io.judgefleet.aggregator.counts.CountsUnavailableException;
import io.judgefleet.aggregator.kafka.stores.OpenStores;
import io.judgefleet.aggregator.kafka.stores.ServedCounts;
import io.judgefleet.aggregator.kafka.stores.Stores;
import io.judgefleet.aggregator.slice.IntakeTally;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreType;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyWindowStore;

/** The stores of a running stream, open only while it runs. */
public final class LiveStores implements OpenStores {
    private final KafkaStreams streams;
    private final ServedCounts served;

    public LiveStores(KafkaStreams streams, ServedCounts served) {
        this.streams = streams;
        this.served = served;
    }

    @Override
    public ReadOnlyKeyValueStore<String, IntakeTally> intake() {
        return open(Stores.INTAKE, QueryableStoreTypes.keyValueStore());
    }

    @Override
    public ServedCounts served() {
        requireRunning();
        return served;
    }

    @Override
    public ReadOnlyWindowStore<String, AnsweredRequest> requests() {
        return open(Stores.REQUESTS, QueryableStoreTypes.windowStore());
    }

    /** @throws CountsUnavailableException when state is being restored or moves */
    void requireRunning() {
        if (streams.state() != KafkaStreams.State.RUNNING) {
            throw new CountsUnavailableException("counts are being restored");
        }
    }

    private <S> S open(String name, QueryableStoreType<S> type) {
        requireRunning();
        try {
            return streams.store(StoreQueryParameters.fromNameAndType(name, type));
        } catch (InvalidStateStoreException e) {
            throw new CountsUnavailableException("counts are being restored", e);
        }
    }
}
