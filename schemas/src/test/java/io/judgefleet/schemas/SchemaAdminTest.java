package io.judgefleet.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.judgefleet.schemas.SubjectState.Status;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchemaAdminTest {
    @Test
    void shouldDeployWhatSerializerLooksUpWhenRegistryIsEmpty() {
        var settings = Map.of("schema.registry.url", "mock://deploy");
        try (var admin = SchemaAdmin.connect(settings);
                var codec = Codec.verdicts(settings)) {
            assertThat(admin.apply()).extracting(SubjectState::status).containsOnly(Status.ABSENT);

            assertThat(admin.check()).extracting(SubjectState::status).containsOnly(Status.DEPLOYED);
            assertThat(codec.encode(Topics.VERDICTS.name(), RecordFixtures.verdict()))
                    .isNotEmpty();
        }
    }

    @Test
    void shouldDeployNothingWhenOneSubjectIsIncompatible() throws Exception {
        var settings = Map.of("schema.registry.url", "mock://incompatible");
        var registry = Registry.client(settings);
        registry.register(
                "labels-value",
                new AvroSchema(
                        "{\"type\": \"record\", \"name\": \"Label\", \"namespace\": \"io.judgefleet.v1\", \"fields\": ["
                                + "{\"name\": \"who\", \"type\": \"string\"}]}"));

        try (var admin = SchemaAdmin.connect(settings)) {
            var states = admin.apply();

            assertThat(states)
                    .filteredOn(state -> state.status() == Status.INCOMPATIBLE)
                    .singleElement()
                    .satisfies(state -> assertThat(state.subject()).isEqualTo("labels-value"))
                    .satisfies(state -> assertThat(state.reasons()).isNotEmpty());
            assertThat(registry.getAllSubjects()).containsExactly("labels-value");
        }
    }

    @Test
    void shouldCallRegistryUnavailableWhenNobodyListens() {
        var settings = Map.of("schema.registry.url", "http://127.0.0.1:9", "max.retries", 0);
        try (var admin = SchemaAdmin.connect(settings)) {
            assertThatThrownBy(admin::check).isInstanceOf(RegistryUnavailableException.class);
        }
    }
}
