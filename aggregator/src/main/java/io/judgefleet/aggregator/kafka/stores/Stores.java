package io.judgefleet.aggregator.kafka.stores;

import io.judgefleet.aggregator.counts.AnsweredRequest;
import io.judgefleet.aggregator.kafka.format.AnswerFormat;
import io.judgefleet.aggregator.kafka.format.LedgerFormat;
import io.judgefleet.aggregator.kafka.format.TallyFormat;
import io.judgefleet.aggregator.ledger.Ledger;
import io.judgefleet.aggregator.slice.IntakeTally;
import io.judgefleet.aggregator.slice.SliceTally;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.WindowStore;

/** The state of the topology; the names are those of its changelog topics. */
public final class Stores {
    /** By comparison id: what has been said of it. */
    public static final String LEDGERS = "ledgers";

    /** By request id: which verdict answered it, within the horizon. */
    public static final String REQUESTS = "requests";

    /** One row: what became of the records. */
    public static final String INTAKE = "intake";

    /** By slice: what was counted of verdicts that no ledger remembers any more. */
    public static final String ARCHIVE = "archive";

    /** Of all stores. */
    public static final List<String> NAMES = List.of(LEDGERS, REQUESTS, INTAKE, ARCHIVE);

    public static final Serde<String> TEXT = Serdes.String();

    private static final Serde<Ledger> LEDGER = serde(LedgerFormat::toBytes, LedgerFormat::ledger);
    private static final Serde<AnsweredRequest> ANSWER = serde(AnswerFormat::toBytes, AnswerFormat::answer);
    private static final Serde<IntakeTally> INTAKE_TALLY = serde(TallyFormat::toBytes, TallyFormat::intakeTally);
    private static final Serde<SliceTally> SLICE_TALLY = serde(TallyFormat::toBytes, TallyFormat::sliceTally);

    public static StoreBuilder<KeyValueStore<String, Ledger>> ledgers() {
        return org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(persistent(LEDGERS), TEXT, LEDGER);
    }

    /** In a window store old rows go with their segment. */
    public static StoreBuilder<WindowStore<String, AnsweredRequest>> requests(Duration horizon) {
        return org.apache.kafka.streams.state.Stores.windowStoreBuilder(
                org.apache.kafka.streams.state.Stores.persistentWindowStore(REQUESTS, horizon, horizon, false),
                TEXT,
                ANSWER);
    }

    /** Cached, for every record changes the same row, and in memory, for there is no other. */
    public static StoreBuilder<KeyValueStore<String, IntakeTally>> intake() {
        return org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(
                        org.apache.kafka.streams.state.Stores.inMemoryKeyValueStore(INTAKE), TEXT, INTAKE_TALLY)
                .withCachingEnabled();
    }

    public static StoreBuilder<KeyValueStore<Bytes, SliceTally>> archive() {
        return org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(
                persistent(ARCHIVE), Serdes.Bytes(), SLICE_TALLY);
    }

    private static KeyValueBytesStoreSupplier persistent(String name) {
        return org.apache.kafka.streams.state.Stores.persistentKeyValueStore(name);
    }

    private static <V> Serde<V> serde(Function<V, byte[]> write, Function<byte[], V> read) {
        return Serdes.serdeFrom(
                (topic, value) -> value == null ? null : write.apply(value),
                (topic, bytes) -> bytes == null ? null : read.apply(bytes));
    }

    private Stores() {}
}
