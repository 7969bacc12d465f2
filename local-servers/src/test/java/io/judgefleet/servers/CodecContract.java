package io.judgefleet.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.client.rest.RestService;
import io.judgefleet.comparisons.AnnotatorKind;
import io.judgefleet.comparisons.ComparisonId;
import io.judgefleet.comparisons.Label;
import io.judgefleet.comparisons.LabelId;
import io.judgefleet.judgement.Preference;
import io.judgefleet.schemas.Decoded.Readable;
import io.judgefleet.schemas.Decoded.Unreadable;
import io.judgefleet.schemas.wire.Codec;
import io.judgefleet.schemas.wire.RegistryUnavailableException;
import io.judgefleet.schemas.wire.SchemaAdmin;
import io.judgefleet.schemas.wire.SubjectState;
import io.judgefleet.schemas.wire.SubjectState.Status;
import io.judgefleet.testkit.Server;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the codecs need of a registry with Confluent's API. */
@Timeout(180)
abstract class CodecContract {
    private static final String TOPIC = "labels";
    private static final ComparisonId COMPARISON = ComparisonId.of("arena", "1");
    private static final Label LABEL = new Label(
            LabelId.of(COMPARISON, "ann"),
            COMPARISON,
            "ann",
            AnnotatorKind.GOLD,
            Preference.FIRST,
            Optional.empty(),
            Instant.EPOCH);

    /** A registry of this test alone. */
    abstract Server registry();

    @Test
    void shouldTellOutcomeFromOutageWhenRegistryIsReal() throws Exception {
        try (var registry = registry();
                var admin = SchemaAdmin.connect(settings(registry));
                var codec = Codec.labels(settings(registry))) {
            assertThat(admin.apply()).extracting(SubjectState::status).containsOnly(Status.ABSENT);
            assertThat(admin.check()).extracting(SubjectState::status).containsOnly(Status.DEPLOYED);
            assertThat(new RestService(registry.address())
                            .getConfig("labels-value")
                            .getCompatibilityLevel())
                    .isEqualTo("FULL_TRANSITIVE");

            var bytes = codec.encode(TOPIC, LABEL);
            assertThat(codec.decode(TOPIC, bytes)).isEqualTo(new Readable<>(LABEL));
            assertThat(reason(codec, prefixed(99_999))).contains("id 99999", "40403");
            assertThat(reason(codec, prefixed(jsonSchema(registry)))).contains("Invalid schema", "JSON");

            registry.close();
            assertThat(codec.decode(TOPIC, bytes)).isEqualTo(new Readable<>(LABEL));
            assertThatThrownBy(() -> codec.decode(TOPIC, prefixed(77_777)))
                    .isInstanceOf(RegistryUnavailableException.class);
        }
    }

    @Test
    void shouldCallRegistryUnavailableWhenAddressIsWrong() {
        try (var registry = registry();
                var codec = Codec.labels(Map.of("schema.registry.url", registry.address() + "/nowhere"))) {
            assertThatThrownBy(() -> codec.decode(TOPIC, prefixed(1))).isInstanceOf(RegistryUnavailableException.class);
        }
    }

    private static Map<String, ?> settings(Server registry) {
        return Map.of("schema.registry.url", registry.address(), "max.retries", 0);
    }

    private static int jsonSchema(Server registry) throws Exception {
        return new RestService(registry.address())
                .registerSchema(
                        "{\"$schema\": \"http://json-schema.org/draft-07/schema#\", \"type\": \"object\"}",
                        "JSON",
                        List.of(),
                        "foreign-value")
                .getId();
    }

    private static byte[] prefixed(int schemaId) {
        return ByteBuffer.allocate(20).put((byte) 0).putInt(schemaId).array();
    }

    private static String reason(Codec<Label> codec, byte[] bytes) {
        return switch (codec.decode(TOPIC, bytes)) {
            case Readable<Label>(var label) -> throw new AssertionError("readable: " + label);
            case Unreadable<Label>(var reason) -> reason;
        };
    }
}
