package io.judgefleet.cli.fleet;

import io.judgefleet.schemas.topics.FleetPrefix;
import io.judgefleet.schemas.topics.Limits;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Where the fleet is and how it is reached.
 *
 * @param settings for every Kafka client and for Confluent's serde, as the user gave them
 */
public record Connection(SortedMap<String, String> settings, URI aggregator, Optional<String> aggregatorToken) {
    public static final String SCHEMA_REGISTRY_URL = "schema.registry.url";

    private static final String CLIENT_ID = "judgefleet";

    /** A person waits: what does not answer within this time is called unreachable. */
    private static final int PATIENCE_MS = 15_000;

    /** Kafka's own; it must be longer than a request and its linger time. */
    private static final int DELIVERY_TIMEOUT_MS = 120_000;

    public Connection {
        settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
    }

    public String bootstrapServers() {
        return settings.getOrDefault(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, "");
    }

    public String schemaRegistryUrl() {
        return settings.getOrDefault(SCHEMA_REGISTRY_URL, "");
    }

    /** What the names of this fleet's topics and groups begin with. */
    public FleetPrefix prefix() {
        return FleetPrefix.of(settings);
    }

    /** With a producer that holds records for so long while no broker answers, unless the user's settings say otherwise. */
    public Connection withPatience(Duration time) {
        var patient = new TreeMap<>(settings);
        int millis = (int) Math.min(Integer.MAX_VALUE, Math.max(PATIENCE_MS, time.toMillis()));
        patient.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, Integer.toString(millis));
        patient.putIfAbsent(
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.toString(Math.max(DELIVERY_TIMEOUT_MS, millis)));
        return new Connection(patient, aggregator, aggregatorToken);
    }

    /** The user's settings over our defaults, except for what our promises rest on. */
    Map<String, Object> producer() {
        var merged = new HashMap<String, Object>(Limits.producer());
        merged.put(ProducerConfig.CLIENT_ID_CONFIG, CLIENT_ID);
        merged.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MS);
        merged.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        merged.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "gzip");
        merged.putAll(settings);
        merged.put(ProducerConfig.ACKS_CONFIG, "all");
        merged.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        merged.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        merged.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        return merged;
    }

    Map<String, Object> consumer(String isolation) {
        var merged = new HashMap<String, Object>(Limits.consumer());
        merged.put(ConsumerConfig.CLIENT_ID_CONFIG, CLIENT_ID);
        merged.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        merged.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        merged.putAll(settings);
        merged.remove(ConsumerConfig.GROUP_ID_CONFIG);
        merged.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
        merged.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        merged.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        merged.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        merged.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        merged.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        return merged;
    }

    Map<String, Object> admin() {
        var merged = new HashMap<String, Object>();
        merged.put(CommonClientConfigs.CLIENT_ID_CONFIG, CLIENT_ID);
        merged.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        merged.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        merged.putAll(settings);
        return merged;
    }
}
