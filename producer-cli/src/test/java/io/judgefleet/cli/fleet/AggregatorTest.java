package io.judgefleet.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.judgefleet.cli.console.CommandFailure;
import io.judgefleet.cli.console.ExitCode;
import io.judgefleet.cli.report.FakeAggregator;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AggregatorTest {
    @Test
    void shouldEncodeQuery() {
        try (var server = new FakeAggregator(200, "{\"rows\": 3}");
                var aggregator = aggregator(server.url(), Optional.empty())) {
            var answer = aggregator.json("/api/models", Map.of("judge", "a b&c=d/é"));

            assertThat(answer.path("rows").asInt()).isEqualTo(3);
            assertThat(server.asked()).containsExactly("/api/models?judge=a+b%26c%3Dd%2F%C3%A9");
        }
    }

    @Test
    void shouldReadWhichRequestsAreJudged() {
        try (var server = new FakeAggregator(200, "[\"r1\", \"r3\"]");
                var aggregator = aggregator(server.url(), Optional.empty())) {
            assertThat(aggregator.judged(List.of("r1", "r2", "r3"))).containsExactlyInAnyOrder("r1", "r3");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    400 | 2 | expected a window
                    401 | 4 | rejected the request (401): expected its token in JUDGEFLEET_AGGREGATOR_TOKEN, found none
                    403 | 4 | rejected the request (403): expected its token in JUDGEFLEET_AGGREGATOR_TOKEN, found none
                    503 | 4 | the aggregator is not ready yet: expected a window
                    500 | 1 | found status 500: expected a window
                    """)
    void shouldNameReasonWhenAggregatorRefuses(int status, int exitCode, String message) {
        try (var server = new FakeAggregator(status, "{\"message\": \"expected a window\"}");
                var aggregator = aggregator(server.url(), Optional.empty())) {
            assertThatExceptionOfType(CommandFailure.class)
                    .isThrownBy(() -> aggregator.text("/api/models", Map.of()))
                    .withMessageContaining(message)
                    .returns(exitCode, CommandFailure::exitCode);
        }
    }

    @Test
    void shouldNotPrintItsTokenWhenAggregatorRefusesIt() {
        try (var server = new FakeAggregator(401, "");
                var aggregator = aggregator(server.url(), Optional.of("hush"))) {
            assertThatExceptionOfType(CommandFailure.class)
                    .isThrownBy(() -> aggregator.text("/api/models", Map.of()))
                    .withMessageEndingWith("expected its token in JUDGEFLEET_AGGREGATOR_TOKEN, found another")
                    .withMessageNotContaining("hush");
        }
    }

    @Test
    void shouldFailWhenAnswerIsNoJson() {
        try (var server = new FakeAggregator(200, "<html>");
                var aggregator = aggregator(server.url(), Optional.empty())) {
            assertThatExceptionOfType(CommandFailure.class)
                    .isThrownBy(() -> aggregator.json("/api/models", Map.of()))
                    .withMessage("expected the aggregator at %s to answer with JSON".formatted(server.url()))
                    .returns(ExitCode.FAILED, CommandFailure::exitCode);
        }
    }

    @Test
    void shouldBeUnreachableWhenNothingListens() {
        try (var aggregator = aggregator("http://127.0.0.1:9", Optional.empty())) {
            assertThatExceptionOfType(CommandFailure.class)
                    .isThrownBy(() -> aggregator.text("/api/models", Map.of()))
                    .withMessage("cannot reach the aggregator at http://127.0.0.1:9")
                    .returns(ExitCode.UNREACHABLE, CommandFailure::exitCode);
        }
    }

    private static Aggregator aggregator(String url, Optional<String> token) {
        return new Aggregator(new Connection(new TreeMap<>(), URI.create(url), token));
    }
}
