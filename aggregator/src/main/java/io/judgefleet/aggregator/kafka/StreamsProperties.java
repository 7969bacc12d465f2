package io.judgefleet.aggregator.kafka;

import static org.apache.kafka.streams.StreamsConfig.consumerPrefix;
import static org.apache.kafka.streams.StreamsConfig.producerPrefix;

import io.judgefleet.aggregator.kafka.stores.StoreMemory;
import io.judgefleet.schemas.topics.Limits;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** Our settings in the words of Kafka Streams. */
final class StreamsProperties {
    /** What a user may choose otherwise. */
    private static final Map<String, Object> DEFAULTS = Map.of(
            StreamsConfig.GROUP_PROTOCOL_CONFIG,
            "classic",
            // After a kill the partitions wait for as long; Kafka's own 45 s are for lazier clusters.
            consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
            10_000,
            consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
            3_000,
            // Each verdict writes two small rows; Kafka's own 16 KiB hold those of some seventy verdicts.
            producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG),
            128 << 10);

    static Properties of(StreamSettings settings, StoreMemory memory, RecordFaults faults) {
        var properties = new Properties();
        properties.putAll(DEFAULTS);
        Limits.producer().forEach((name, value) -> properties.put(producerPrefix(name), value));
        Limits.consumer().forEach((name, value) -> properties.put(consumerPrefix(name), value));
        if (settings.kafka().get(StreamsConfig.GROUP_PROTOCOL_CONFIG) instanceof String protocol
                && protocol.equalsIgnoreCase("streams")) {
            // Sessions are then the broker's.
            properties.remove(consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG));
            properties.remove(consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG));
        }
        properties.putAll(settings.kafka());
        properties.putAll(ours(settings, memory, faults));
        return properties;
    }

    /** What the promises rest on. */
    private static Map<String, Object> ours(StreamSettings settings, StoreMemory memory, RecordFaults faults) {
        var size = settings.size();
        return Map.ofEntries(
                Map.entry(StreamsConfig.APPLICATION_ID_CONFIG, settings.applicationId()),
                Map.entry(StreamsConfig.STATE_DIR_CONFIG, settings.stateDir().toString()),
                Map.entry(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2),
                Map.entry(
                        StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                        settings.commitInterval().toMillis()),
                Map.entry(StreamsConfig.NUM_STREAM_THREADS_CONFIG, size.threads()),
                Map.entry(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, size.standbys()),
                Map.entry(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, size.cacheBytes()),
                Map.entry(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true),
                Map.entry(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterHandler.class),
                Map.entry(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterHandler.class),
                Map.entry(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_GLOBAL_ENABLED_CONFIG, true),
                Map.entry(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterHandler.class),
                Map.entry(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, StoreMemory.Setter.class),
                Map.entry(StoreMemory.CONFIG, memory),
                Map.entry(DeadLetterHandler.FAULTS_CONFIG, faults));
    }

    private StreamsProperties() {}
}
