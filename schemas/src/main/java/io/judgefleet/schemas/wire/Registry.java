package io.judgefleet.schemas.wire;

import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClientConfig;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClientFactory;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.confluent.kafka.serializers.AbstractKafkaSchemaSerDeConfig;
import io.confluent.kafka.serializers.KafkaAvroDeserializerConfig;
import java.io.EOFException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.avro.InvalidNumberEncodingException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;

/** How we talk to a schema registry: our defaults under the user's settings, and what its refusals mean. */
public final class Registry {
    private static final int CACHED_SCHEMAS = 1000;

    // Confluent's error codes; a bare 404 would be a wrong address.
    private static final int SUBJECT_NOT_FOUND = 40401;
    private static final int VERSION_NOT_FOUND = 40402;
    private static final int SCHEMA_NOT_FOUND = 40403;
    private static final int INCOMPATIBLE = 409;
    private static final int INVALID_SCHEMA = 42201;

    private static final Map<String, Object> DEFAULTS = Map.of(
            // A schema that a process brings along by accident must not become the published one.
            AbstractKafkaSchemaSerDeConfig.AUTO_REGISTER_SCHEMAS,
            false,
            "avro.remove.java.properties",
            true,
            KafkaAvroDeserializerConfig.SPECIFIC_AVRO_READER_CONFIG,
            true,
            // Garbage with random ids must not ask the registry once per record.
            SchemaRegistryClientConfig.MISSING_CACHE_SIZE_CONFIG,
            CACHED_SCHEMAS,
            SchemaRegistryClientConfig.MISSING_ID_CACHE_TTL_CONFIG,
            10,
            SchemaRegistryClientConfig.HTTP_CONNECT_TIMEOUT_MS,
            5_000,
            SchemaRegistryClientConfig.HTTP_READ_TIMEOUT_MS,
            10_000);

    public static Map<String, Object> withDefaults(Map<String, ?> settings) {
        var merged = new HashMap<String, Object>(DEFAULTS);
        merged.putAll(settings);
        // Confluent's client casts these two where it parses all others.
        merged.compute(SchemaRegistryClientConfig.MISSING_CACHE_SIZE_CONFIG, (key, size) -> Integer.valueOf("" + size));
        merged.compute(SchemaRegistryClientConfig.MISSING_ID_CACHE_TTL_CONFIG, (key, ttl) -> Long.valueOf("" + ttl));
        return merged;
    }

    public static SchemaRegistryClient client(Map<String, ?> settings) {
        var urls = settings.get(AbstractKafkaSchemaSerDeConfig.SCHEMA_REGISTRY_URL_CONFIG);
        if (urls == null || urls.toString().isBlank()) {
            throw new ConfigException("expected the address of a schema registry in schema.registry.url, found none");
        }
        return SchemaRegistryClientFactory.newClient(
                List.of(urls.toString().split(",")), CACHED_SCHEMAS, List.of(new AvroSchemaProvider()), settings, null);
    }

    /** Whether the registry answered and will answer the same again: it does not know, or will not have it. */
    static boolean isFinal(RestClientException refusal) {
        return switch (refusal.getErrorCode()) {
            case SUBJECT_NOT_FOUND, VERSION_NOT_FOUND, SCHEMA_NOT_FOUND, INCOMPATIBLE, INVALID_SCHEMA -> true;
            default -> false;
        };
    }

    /** Whether the registry gave a schema that is no Avro schema; the client reports it like a lost connection. */
    static boolean isForeign(IOException thrown) {
        return thrown.getClass() == IOException.class
                && String.valueOf(thrown.getMessage()).startsWith("Invalid schema");
    }

    /**
     * Whether a serde failed for want of a schema that a later try may bring, and not by the bytes.
     *
     * <p>It throws {@link SerializationException} for either, with the registry's answer or a lost connection as the cause,
     * and other exceptions of Kafka's for some answers, such as 503. Of bytes Avro says that they end too early or are no number.
     */
    static boolean isUnavailable(KafkaException thrown) {
        for (Throwable cause = thrown.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof RestClientException refusal) {
                return !isFinal(refusal);
            }
            if (cause instanceof IOException lost && !isOfBytes(lost)) {
                return !isForeign(lost);
            }
        }
        return !(thrown instanceof SerializationException);
    }

    private static boolean isOfBytes(IOException thrown) {
        return thrown instanceof EOFException || thrown instanceof InvalidNumberEncodingException;
    }

    /** What the innermost fault says. */
    static String reason(Throwable thrown) {
        var innermost =
                Stream.iterate(thrown, Objects::nonNull, Throwable::getCause).reduce(thrown, (outer, inner) -> inner);
        return innermost.getMessage() == null ? innermost.getClass().getSimpleName() : innermost.getMessage();
    }

    private Registry() {}
}
