package io.judgefleet.schemas.wire;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.judgefleet.comparisons.Label;
import io.judgefleet.schemas.Decoded;
import io.judgefleet.schemas.Decoded.Readable;
import io.judgefleet.schemas.Decoded.Unreadable;
import io.judgefleet.schemas.JudgeRequest;
import io.judgefleet.schemas.Verdict;
import io.judgefleet.schemas.figures.Leaderboard;
import io.judgefleet.schemas.figures.MetricAlert;
import io.judgefleet.schemas.figures.ModelMetrics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/**
 * The values of a topic as bytes, in Confluent's format: a zero, the id of the schema in the registry, Avro.
 *
 * <p>Thread-safe. Settings are Confluent's own, such as {@code schema.registry.url}; schemas are not registered on the
 * way unless {@code auto.register.schemas} says so.
 */
public final class Codec<V> implements AutoCloseable {
    private static final byte MAGIC = 0;
    private static final int PREFIX_BYTES = 1 + Integer.BYTES;

    static {
        AvroLimits.install();
    }

    private final Wire<V, ?> wire;
    private final SchemaRegistryClient registry;
    private final KafkaAvroSerializer serializer;
    private final KafkaAvroDeserializer deserializer;
    /** By the id of a schema that the registry has. */
    private final Map<Integer, Optional<String>> objections = new ConcurrentHashMap<>();

    private Codec(Wire<V, ?> wire, Map<String, ?> settings) {
        var merged = Registry.withDefaults(settings);
        this.wire = wire;
        this.registry = Registry.client(merged);
        this.serializer = new KafkaAvroSerializer(registry, merged);
        this.deserializer = new KafkaAvroDeserializer(registry, merged);
    }

    public static Codec<JudgeRequest> judgeRequests(Map<String, ?> settings) {
        return new Codec<>(Wire.JUDGE_REQUESTS, settings);
    }

    public static Codec<Verdict> verdicts(Map<String, ?> settings) {
        return new Codec<>(Wire.VERDICTS, settings);
    }

    public static Codec<Label> labels(Map<String, ?> settings) {
        return new Codec<>(Wire.LABELS, settings);
    }

    public static Codec<ModelMetrics> modelMetrics(Map<String, ?> settings) {
        return new Codec<>(Wire.MODEL_METRICS, settings);
    }

    public static Codec<Leaderboard> leaderboards(Map<String, ?> settings) {
        return new Codec<>(Wire.LEADERBOARDS, settings);
    }

    public static Codec<MetricAlert> metricAlerts(Map<String, ?> settings) {
        return new Codec<>(Wire.METRIC_ALERTS, settings);
    }

    /**
     * The value in bytes.
     *
     * @throws RecordTooLargeException when they are more than the topic takes
     * @throws IllegalArgumentException when the value is none that the schema can hold
     * @throws SchemaMissingException when the schema was not deployed
     * @throws RegistryUnavailableException when a later try may go better
     */
    public byte[] encode(String topic, V value) {
        var bytes = serialize(topic, value);
        if (bytes.length > wire.maxBytes()) {
            throw new RecordTooLargeException(
                    "expected at most %d bytes, found %d".formatted(wire.maxBytes(), bytes.length));
        }
        return bytes;
    }

    /**
     * What the bytes say.
     *
     * @throws RegistryUnavailableException when a later try may go better
     */
    public Decoded<V> decode(String topic, byte @Nullable [] bytes) {
        if (bytes == null) {
            return new Unreadable<>("expected a value, found a record without one (a tombstone)");
        }
        if (bytes.length < PREFIX_BYTES) {
            return new Unreadable<>("expected at least %d bytes, found %d".formatted(PREFIX_BYTES, bytes.length));
        }
        if (bytes.length > wire.maxBytes()) {
            return new Unreadable<>("expected at most %d bytes, found %d".formatted(wire.maxBytes(), bytes.length));
        }
        if (bytes[0] != MAGIC) {
            return new Unreadable<>("expected a first byte of 0, found %d".formatted(bytes[0]));
        }
        return objection(ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt())
                .<Decoded<V>>map(Unreadable::new)
                .orElseGet(() -> deserialize(topic, bytes));
    }

    @Override
    public void close() {
        try {
            registry.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] serialize(String topic, V value) {
        try {
            return serializer.serialize(topic, wire.write(value));
        } catch (KafkaException e) { // a serde has an exception of its own for each of a registry's HTTP statuses
            if (e.getCause() instanceof RestClientException refusal && Registry.isFinal(refusal)) {
                throw new SchemaMissingException(
                        "expected the schema %s to be registered for topic %s: %s"
                                .formatted(wire.schema().getFullName(), topic, refusal.getMessage()),
                        e);
            }
            if (Registry.isUnavailable(e)) {
                throw new RegistryUnavailableException("schema registry gave no id: " + Registry.reason(e), e);
            }
            throw new IllegalArgumentException(
                    "no valid %s: %s".formatted(wire.schema().getName(), Registry.reason(e)), e);
        }
    }

    /** Why values written with a schema cannot be ours. */
    private Optional<String> objection(int id) {
        var known = objections.get(id);
        if (known != null) {
            return known;
        }
        try {
            var found = objection(registry.getSchemaById(id));
            objections.put(id, found);
            return found;
        } catch (RestClientException e) {
            return noSchema(id, Registry.isFinal(e), e);
        } catch (IOException e) {
            return noSchema(id, Registry.isForeign(e), e);
        } catch (RuntimeException e) { // the client's way to say that it cannot parse the schema, such as one for JSON
            return noSchema(id, true, e);
        }
    }

    private Optional<String> objection(ParsedSchema written) {
        var expected = wire.schema();
        if (!expected.getFullName().equals(written.name())) {
            return Optional.of("expected a %s, found a %s".formatted(expected.getFullName(), written.name()));
        }
        return written instanceof AvroSchema avro
                ? LogicalTypes.objection(avro.rawSchema(), expected)
                : Optional.empty();
    }

    private static Optional<String> noSchema(int id, boolean isFinal, Exception e) {
        var reason = Registry.reason(e);
        if (isFinal) {
            return Optional.of("expected an Avro schema with id %d in the registry: %s".formatted(id, reason));
        }
        throw new RegistryUnavailableException("schema registry gave no schema: " + reason, e);
    }

    private Decoded<V> deserialize(String topic, byte[] bytes) {
        try {
            return new Readable<>(wire.read(deserializer.deserialize(topic, bytes, wire.schema())));
        } catch (KafkaException e) {
            if (Registry.isUnavailable(e)) {
                throw new RegistryUnavailableException("schema registry gave no schema: " + Registry.reason(e), e);
            }
            return new Unreadable<>("expected a %s: %s".formatted(wire.schema().getName(), Registry.reason(e)));
        } catch (RuntimeException e) { // whatever a record's content makes our mapping throw is a fault of the record
            return new Unreadable<>("no valid %s: %s".formatted(wire.schema().getName(), Registry.reason(e)));
        }
    }
}
