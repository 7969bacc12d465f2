package io.judgefleet.schemas;

import static io.judgefleet.schemas.RecordFixtures.fullRequest;
import static io.judgefleet.schemas.RecordFixtures.label;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.judgefleet.schemas.Decoded.Readable;
import io.judgefleet.schemas.Decoded.Unreadable;
import io.judgefleet.schemas.Extremes.Extreme;
import io.judgefleet.schemas.wire.Codec;
import io.judgefleet.schemas.wire.RequestMapping;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExtremesTest {
    private static final Map<String, Object> REGISTRY =
            Map.of("schema.registry.url", "mock://extremes", "auto.register.schemas", true);

    @Test
    void shouldReadAndWriteOrRefuseARequestWhateverItsNumbersAndTimes() {
        try (var codec = Codec.judgeRequests(REGISTRY)) {
            var extremes = Extremes.ofRequest(codec.encode("t", fullRequest()));

            assertThat(extremes)
                    .extracting(Extreme::field)
                    .contains("sampleIndex", "routing.createdAt", "routing.deadline");
            assertThat(extremes).allSatisfy(extreme -> writtenAgain(codec, extreme));
        }
    }

    @Test
    void shouldRefuseATimeBeyondTheYearsThatRecordsMayCarry() {
        try (var codec = Codec.judgeRequests(REGISTRY)) {
            var extremes = Extremes.ofRequest(codec.encode("t", fullRequest()));

            assertThat(extremes)
                    .filteredOn(extreme -> extreme.toString().equals("routing.createdAt = " + Long.MIN_VALUE))
                    .singleElement()
                    .satisfies(extreme -> assertThat(((Unreadable<?>) codec.decode("t", extreme.bytes())).reason())
                            .contains("created at must be within the years 1970 to 9999"));
        }
    }

    @Test
    void shouldNeverThrowWhateverTheNumbersAndTimesOfALabel() {
        try (var codec = Codec.labels(REGISTRY)) {
            var extremes = Extremes.ofLabel(codec.encode("t", label()));

            assertThat(extremes)
                    .isNotEmpty()
                    .allSatisfy(extreme -> assertThatCode(() -> codec.decode("t", extreme.bytes()))
                            .doesNotThrowAnyException());
        }
    }

    @Test
    void shouldRefuseARequestWithoutAnswers() {
        var wire = RequestMapping.toWire(fullRequest());
        wire.getComparison().setAnswers(List.of());

        try (var codec = Codec.judgeRequests(REGISTRY)) {
            assertThat(codec.decode("t", Wired.encode("t", wire, REGISTRY)))
                    .isEqualTo(new Unreadable<>(
                            "no valid JudgeRequest: a comparison must have at least one answer, found none"));
        }
    }

    private static void writtenAgain(Codec<JudgeRequest> codec, Extreme extreme) {
        switch (codec.decode("t", extreme.bytes())) {
            case Readable<JudgeRequest>(var request) ->
                assertThat(codec.encode("t", request)).isEqualTo(extreme.bytes());
            case Unreadable<JudgeRequest> unreadable ->
                assertThat(unreadable.reason()).startsWith("no valid JudgeRequest: ");
        }
    }
}
