package io.judgefleet.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.judgefleet.schemas.Decoded;
import io.judgefleet.schemas.RecordFixtures;
import io.judgefleet.schemas.Wired;
import io.judgefleet.schemas.topics.Topics;
import io.judgefleet.schemas.wire.SubjectState.Status;
import java.util.Map;
import org.apache.avro.generic.GenericData;
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
    void shouldNameFieldWhenForeignVersionCountsMilliseconds() throws Exception {
        var settings = Map.of("schema.registry.url", "mock://milliseconds", "auto.register.schemas", "true");
        var millis = new AvroSchema(SchemaAdmin.published(Wire.LABELS.schema())
                .canonicalString()
                .replace("timestamp-micros", "timestamp-millis"));
        Registry.client(settings).register("labels-value", millis);
        var label = new GenericData.Record(millis.rawSchema());
        label.put("id", "l1");
        label.put("comparisonId", "c1");
        label.put("annotator", "ann");
        label.put(
                "kind",
                new GenericData.EnumSymbol(millis.rawSchema().getField("kind").schema(), "HUMAN"));
        label.put(
                "preference",
                new GenericData.EnumSymbol(
                        millis.rawSchema().getField("preference").schema(), "TIE"));
        label.put("labelledAt", RecordFixtures.NOW.toEpochMilli());

        try (var admin = SchemaAdmin.connect(settings);
                var codec = Codec.labels(settings)) {
            var bytes = Wired.encode(Topics.LABELS.name(), label, settings);

            assertThat(codec.decode(Topics.LABELS.name(), bytes))
                    .isEqualTo(new Decoded.Unreadable<>(
                            "expected labelledAt as timestamp-micros, found timestamp-millis"));
            assertThat(admin.check())
                    .filteredOn(state -> state.status() == Status.INCOMPATIBLE)
                    .singleElement()
                    .satisfies(state -> assertThat(state.reasons())
                            .containsExactly("expected labelledAt as timestamp-micros, found timestamp-millis"));
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
