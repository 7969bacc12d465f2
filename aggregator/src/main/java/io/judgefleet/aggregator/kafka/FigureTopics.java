package io.judgefleet.aggregator.kafka;

import io.judgefleet.aggregator.figures.FigureSink;
import io.judgefleet.aggregator.figures.Snapshot;
import io.judgefleet.schemas.Codec;
import io.judgefleet.schemas.FleetPrefix;
import io.judgefleet.schemas.Leaderboard;
import io.judgefleet.schemas.ModelMetrics;
import io.judgefleet.schemas.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes the figures that changed to {@code model-metrics} and {@code leaderboards}, each round in one transaction.
 *
 * <p>What the topics say is read before the first round, so that a restart neither repeats what stands there nor leaves what
 * has gone meanwhile. The transactional id shuts out a former process that still believes it is the one.
 */
public final class FigureTopics implements FigureSink, AutoCloseable {
    private final Map<String, String> kafka;
    private final String transactionalId;
    private final CompactedTopic<ModelMetrics> metrics;
    private final CompactedTopic<Leaderboard> leaderboards;
    private final BooleanSupplier publishes;
    private @Nullable KafkaProducer<byte[], byte[]> producer;

    /** @param publishes whether this process writes; one of several aggregators does */
    public FigureTopics(StreamSettings settings, BooleanSupplier publishes) {
        this.publishes = publishes;
        kafka = settings.kafka();
        transactionalId = settings.applicationId() + "-figures";
        var prefix = FleetPrefix.of(kafka);
        metrics = new CompactedTopic<>(prefix.topic(Topics.MODEL_METRICS), Codec.modelMetrics(kafka));
        leaderboards = new CompactedTopic<>(prefix.topic(Topics.LEADERBOARDS), Codec.leaderboards(kafka));
    }

    /** @throws KafkaException when the figures were not written; the next round begins by reading what stands there */
    @Override
    public void take(Snapshot snapshot) {
        if (!publishes.getAsBoolean()) {
            close(producer);
            producer = null;
            return;
        }
        var wantedMetrics = byKey(snapshot.metrics(), ModelMetrics::key);
        var wantedBoards = byKey(snapshot.leaderboards(), Leaderboard::key);
        try {
            write(opened(), wantedMetrics, wantedBoards);
        } catch (KafkaException e) {
            close(producer);
            producer = null;
            throw e;
        }
        metrics.published(wantedMetrics);
        leaderboards.published(wantedBoards);
    }

    @Override
    public void close() {
        close(producer);
        metrics.close();
        leaderboards.close();
    }

    private void write(
            KafkaProducer<byte[], byte[]> open, Map<String, ModelMetrics> wanted, Map<String, Leaderboard> boards) {
        var changes = new ArrayList<>(metrics.changes(wanted));
        changes.addAll(leaderboards.changes(boards));
        if (changes.isEmpty()) {
            return;
        }
        open.beginTransaction();
        changes.forEach(open::send);
        open.commitTransaction(); // throws if any of them failed
    }

    private KafkaProducer<byte[], byte[]> opened() {
        if (producer != null) {
            return producer;
        }
        var settings = new HashMap<String, Object>(kafka);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        var opening = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        try {
            opening.initTransactions(); // first, so that nobody else writes after we have read
            metrics.read(kafka);
            leaderboards.read(kafka);
        } catch (KafkaException e) {
            close(opening);
            throw e;
        }
        producer = opening;
        return opening;
    }

    private static void close(@Nullable KafkaProducer<?, ?> open) {
        if (open != null) {
            open.close();
        }
    }

    private static <V> Map<String, V> byKey(Collection<V> values, Function<V, String> key) {
        return values.stream().collect(Collectors.toMap(key, Function.identity()));
    }
}
