package io.judgefleet.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClientFactory;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@Timeout(180)
class LocalRegistryIT {
    private static final Schema POINT = schema("{\"name\": \"x\", \"type\": \"int\"}");

    @TempDir
    static Path folder;

    static LocalRegistry registry;

    @BeforeAll
    static void start() {
        registry = LocalRegistry.start(folder, 0);
    }

    @AfterAll
    static void stop() {
        registry.close();
    }

    @Test
    void shouldReadWhatConfluentsSerializerWroteWhenSchemaIsRegisteredOnTheWay() {
        var settings = Map.of("schema.registry.url", registry.url());
        var point = new GenericRecordBuilder(POINT).set("x", 42).build();
        try (var serializer = new KafkaAvroSerializer(client(), settings);
                var deserializer = new KafkaAvroDeserializer(client(), settings)) {
            var bytes = serializer.serialize("points", point);

            assertThat(deserializer.deserialize("points", bytes)).isEqualTo(point);
        }
    }

    @Test
    void shouldRefuseSchemaWhenOldReadersCouldNotFollow() throws Exception {
        var client = client();
        client.register("strict-value", new AvroSchema(POINT));
        client.updateCompatibility("strict-value", "FULL_TRANSITIVE");
        var withoutDefault = new AvroSchema(schema("{\"name\": \"y\", \"type\": \"int\"}"));
        var withDefault = new AvroSchema(
                schema("{\"name\": \"x\", \"type\": \"int\"}, {\"name\": \"y\", \"type\": \"int\", \"default\": 0}"));

        assertThat(client.testCompatibility("strict-value", withoutDefault)).isFalse();
        assertThat(client.testCompatibility("strict-value", withDefault)).isTrue();
        assertThatThrownBy(() -> client.register("strict-value", withoutDefault))
                .isInstanceOfSatisfying(
                        RestClientException.class,
                        refusal -> assertThat(refusal.getStatus()).isEqualTo(409));
    }

    @Test
    void shouldSaySoWhenSchemaIdIsUnknown() {
        assertThatThrownBy(() -> client().getSchemaById(1_000_000))
                .isInstanceOfSatisfying(
                        RestClientException.class,
                        refusal -> assertThat(refusal.getErrorCode()).isEqualTo(40403));
    }

    @Test
    void shouldKeepSchemasWhenRestarted(@TempDir Path own) throws Exception {
        int id;
        try (var first = LocalRegistry.start(own, 0)) {
            id = client(first).register("kept-value", new AvroSchema(POINT));
        }

        try (var second = LocalRegistry.start(own, 0)) {
            assertThat(second.isAlive()).isTrue();
            assertThat(client(second).getSchemaById(id).rawSchema()).isEqualTo(POINT);
        }
    }

    @Test
    @ResourceLock(Resources.SYSTEM_PROPERTIES)
    void shouldSayWhereItLookedWhenProgramIsMissing(@TempDir Path empty) {
        System.setProperty(LocalRegistry.HOME_PROPERTY, empty.toString());
        try {
            assertThatThrownBy(() -> LocalRegistry.start(empty, 0)).hasMessageContaining(empty.toString());
        } finally {
            System.clearProperty(LocalRegistry.HOME_PROPERTY);
        }
    }

    private static SchemaRegistryClient client() {
        return client(registry);
    }

    private static SchemaRegistryClient client(LocalRegistry registry) {
        return SchemaRegistryClientFactory.newClient(
                List.of(registry.url()), 100, List.of(new AvroSchemaProvider()), Map.of(), Map.of());
    }

    private static Schema schema(String fields) {
        return new Schema.Parser()
                .parse("{\"type\": \"record\", \"name\": \"Point\", \"fields\": [%s]}".formatted(fields));
    }
}
