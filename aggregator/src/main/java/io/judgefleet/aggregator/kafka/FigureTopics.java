package io.judgefleet.aggregator.kafka;

import io.judgefleet.aggregator.figures.FigureSink;
import io.judgefleet.aggregator.figures.Snapshot;
import io.judgefleet.schemas.figures.Leaderboard;
import io.judgefleet.schemas.figures.ModelMetrics;
import io.judgefleet.schemas.topics.FleetPrefix;
import io.judgefleet.schemas.topics.Limits;
import io.judgefleet.schemas.topics.Topics;
import io.judgefleet.schemas.wire.Codec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
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
        var metricsCodec = Codec.modelMetrics(kafka);
        metrics = new CompactedTopic<>(prefix.topic(Topics.MODEL_METRICS), metricsCodec, metricsCodec::encode);
        var boardCodec = Codec.leaderboards(kafka);
        leaderboards = new CompactedTopic<>(
                prefix.topic(Topics.LEADERBOARDS), boardCodec, new LeaderboardFit(boardCodec)::encode);
    }

    /**
     * Writes all that can be written.
     *
     * @throws KafkaException when the figures were not written; the next round begins by reading what stands there
     * @throws UnpublishedFiguresException when all but some figures were written
     */
    @Override
    public void take(Snapshot snapshot) {
        if (!publishes.getAsBoolean()) {
            close(producer);
            producer = null;
            return;
        }
        var refused = new TreeMap<String, String>();
        var wantedMetrics = byKey(snapshot.metrics(), ModelMetrics::key, refused);
        var wantedBoards = byKey(
                snapshot.leaderboards().stream().map(LeaderboardFit::bounded).toList(), Leaderboard::key, refused);
        try {
            var open = opened();
            var changes = new ArrayList<>(metrics.changes(wantedMetrics, refused));
            changes.addAll(leaderboards.changes(wantedBoards, refused));
            write(open, changes);
        } catch (KafkaException e) {
            close(producer);
            producer = null;
            throw e;
        }
        metrics.published(wantedMetrics, refused);
        leaderboards.published(wantedBoards, refused);
        if (!refused.isEmpty()) {
            throw new UnpublishedFiguresException(refused);
        }
    }

    @Override
    public void close() {
        close(producer);
        metrics.close();
        leaderboards.close();
    }

    private static void write(KafkaProducer<byte[], byte[]> open, List<ProducerRecord<byte[], byte[]>> changes) {
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
        var settings = new HashMap<>(Limits.producer());
        settings.putAll(kafka);
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

    /** Two values under one key would be a fault of ours; the first stands, so that all others are published. */
    private static <V> Map<String, V> byKey(
            Collection<V> values, Function<V, String> key, Map<String, String> refused) {
        var byKey = new HashMap<String, V>();
        for (var value : values) {
            if (byKey.putIfAbsent(key.apply(value), value) != null) {
                refused.put(key.apply(value), "expected one value, found two");
            }
        }
        return byKey;
    }
}
