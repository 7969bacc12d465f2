package io.judgefleet.aggregator.kafka;

import io.judgefleet.aggregator.alerts.AlertLog;
import io.judgefleet.schemas.Decoded.Readable;
import io.judgefleet.schemas.figures.MetricAlert;
import io.judgefleet.schemas.topics.FleetPrefix;
import io.judgefleet.schemas.topics.Limits;
import io.judgefleet.schemas.topics.TopicSpec;
import io.judgefleet.schemas.topics.Topics;
import io.judgefleet.schemas.wire.Codec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Alerts on {@code metric-alerts}, those of one round in one transaction. */
public final class AlertTopic implements AlertLog, AutoCloseable {
    private final Map<String, String> kafka;
    private final TopicSpec topic;
    private final String transactionalId;
    private final Codec<MetricAlert> codec;

    public AlertTopic(StreamSettings settings) {
        kafka = settings.kafka();
        topic = FleetPrefix.of(kafka).topic(Topics.METRIC_ALERTS);
        transactionalId = settings.applicationId() + "-alerts";
        codec = Codec.metricAlerts(kafka);
    }

    @Override
    public List<MetricAlert> read() {
        var alerts = new ArrayList<MetricAlert>();
        WholeTopic.read(topic, kafka, record -> {
            if (record.value() != null
                    && codec.decode(record.topic(), record.value()) instanceof Readable<MetricAlert>(var alert)) {
                alerts.add(alert);
            }
        });
        // Partitions are read side by side.
        alerts.sort(Comparator.comparing(MetricAlert::at));
        return alerts;
    }

    /** Alerts are rare: a producer for each time costs less than one that is kept alive. */
    @Override
    public void append(List<MetricAlert> alerts) {
        var settings = new HashMap<>(Limits.producer());
        settings.putAll(kafka);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            alerts.stream().map(this::record).forEach(producer::send);
            producer.commitTransaction(); // throws if any of them failed
        }
    }

    @Override
    public void close() {
        codec.close();
    }

    private ProducerRecord<byte[], byte[]> record(MetricAlert alert) {
        return new ProducerRecord<>(
                topic.name(), alert.key().getBytes(StandardCharsets.UTF_8), codec.encode(topic.name(), alert));
    }
}
