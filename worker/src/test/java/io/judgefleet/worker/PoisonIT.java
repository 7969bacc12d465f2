package io.judgefleet.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.judgefleet.comparisons.Comparison;
import io.judgefleet.comparisons.ComparisonId;
import io.judgefleet.judgelm.prompt.PreparedTask;
import io.judgefleet.judgement.JudgingMode;
import io.judgefleet.schemas.Extremes;
import io.judgefleet.schemas.JudgeRequest;
import io.judgefleet.schemas.Lane;
import io.judgefleet.schemas.Routing;
import io.judgefleet.schemas.topics.DeadLetter;
import io.judgefleet.schemas.topics.Headers;
import io.judgefleet.schemas.topics.TopicSpec;
import io.judgefleet.schemas.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a request holds, it ends with one outcome of its own, and neither worker nor neighbour suffers by it. */
@Timeout(240)
class PoisonIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration SECONDS = Duration.ofSeconds(10);
    private static final List<String> HEADERS = List.of(
            Headers.DELIVERY_COUNT,
            Headers.NOT_BEFORE,
            "__judge.origin.topic",
            "__judge.origin.partition",
            "__judge.origin.offset",
            "__judge.origin.timestamp");
    private static final List<String> NUMBERS = List.of(
            "-9223372036854775808",
            "-1",
            "0",
            "",
            "NaN",
            "999999999",
            "999999999999999999",
            "9223372036854775807",
            "99999999999999999999999",
            "judge-requests\nsuspect 3 0 0 judge-requests");

    private final Fleet fleet = SharedFleet.get();
    private String profile = "poison";

    @ParameterizedTest
    @ValueSource(strings = {"transactions", "share-group"})
    void shouldEndARequestOnceWhateverItsNumbersAndTimes(String delivery) {
        profile = "extremes-" + delivery;
        try (var worker = worker(new FakeJudge(), Map.of("judgefleet.worker.delivery", delivery))) {
            var extremes = Extremes.ofRequest(fleet.encode(request("extreme")));
            extremes.forEach(extreme -> submit(Topics.JUDGE_REQUESTS, extreme.bytes()));

            awaitDecided(worker, extremes.size());

            assertThat(worker.state().recordCounts().deadLettered())
                    .isEqualTo(deadLetters().size());
            assertThat(deadLetters())
                    .hasSizeBetween(8, extremes.size())
                    .allSatisfy(letter -> assertThat(letter.cause().stage()).isIn("decode", "deadline"));
            assertTheNextIsJudged(worker);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"transactions", "share-group"})
    void shouldJudgeARetriedRequestWhateverItsHeadersSayOfItsDelivery(String delivery) {
        profile = "headers-" + delivery;
        try (var worker = worker(new FakeJudge(), Map.of("judgefleet.worker.delivery", delivery))) {
            for (var header : HEADERS) {
                NUMBERS.forEach(number -> submitRetry(header, number));
            }

            await("all judged")
                    .atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(worker.state().recordCounts().judged())
                                    .isEqualTo((long) HEADERS.size() * NUMBERS.size()));
            assertTheNextIsJudged(worker);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"transactions", "share-group"})
    void shouldDeadLetterWhatMakesTheJudgeOrItsVerdictFail(String delivery) {
        profile = "faults-" + delivery;
        var judge = new FakeJudge(PoisonIT::fail);
        try (var worker = worker(judge, Map.of("judgefleet.worker.delivery", delivery))) {
            fleet.submit(request("poison"));
            fleet.submit(request("neighbour"));

            awaitDecided(worker, 2);

            assertThat(deadLetters()).singleElement().satisfies(letter -> {
                assertThat(letter.cause().stage()).isEqualTo("judge");
                assertThat(letter.cause().message()).isEqualTo("expected a number, found a poison");
                assertThat(letter.cause().fault().map(DeadLetter.Fault::exception))
                        .contains(IllegalStateException.class.getName());
            });
            assertTheNextIsJudged(worker);
        }
    }

    /** A verdict has the comparison's id twice, in its key and in its value. */
    @ParameterizedTest
    @ValueSource(strings = {"transactions", "share-group"})
    void shouldDeadLetterARequestWhoseVerdictNoTopicTakes(String delivery) {
        profile = "large-" + delivery;
        try (var worker = worker(new FakeJudge(), Map.of("judgefleet.worker.delivery", delivery))) {
            fleet.submit(withId(request("large"), "x".repeat(600_000)));

            awaitDecided(worker, 1);

            assertThat(deadLetters()).singleElement().satisfies(letter -> {
                assertThat(letter.cause().stage()).isEqualTo("encode");
                assertThat(letter.cause().message())
                        .startsWith("expected a record of at most 1064960 bytes for verdicts");
            });
            assertTheNextIsJudged(worker);
        }
    }

    @Test
    void shouldDeadLetterPairsOfOtherThanTwoAnswers() {
        profile = "models";
        try (var worker = worker(new FakeJudge(), Map.of())) {
            for (int models : List.of(1, 19)) {
                fleet.submit(withAnswers(request("models-" + models), models));
            }

            awaitDecided(worker, 2);

            assertThat(deadLetters())
                    .extracting(letter -> letter.cause().message())
                    .containsExactlyInAnyOrder(
                            "expected two answers for mode pair, found 1 answer without a reference",
                            "expected two answers for mode pair, found 19 answers without a reference");
            assertTheNextIsJudged(worker);
        }
    }

    private static void fail(List<PreparedTask> batch) {
        if (batch.stream().anyMatch(task -> task.task().question().contains("-poison "))) {
            throw new IllegalStateException("expected a number, found a poison");
        }
    }

    private Worker worker(FakeJudge judge, Map<String, Object> own) {
        var properties = new HashMap<String, Object>(Map.of("judgefleet.worker.judge-profile", profile));
        properties.putAll(own);
        return fleet.worker(judge, properties);
    }

    private void awaitDecided(Worker worker, int count) {
        await("all decided").atMost(PATIENCE).untilAsserted(() -> {
            var recordCounts = worker.state().recordCounts();
            assertThat(recordCounts.judged() + recordCounts.deadLettered()).isEqualTo(count);
            assertThat(recordCounts.inFlight()).isZero();
        });
    }

    private void assertTheNextIsJudged(Worker worker) {
        long judged = worker.state().recordCounts().judged();
        fleet.submit(request("next"));

        await("next record judged")
                .atMost(SECONDS)
                .untilAsserted(
                        () -> assertThat(worker.state().recordCounts().judged()).isEqualTo(judged + 1));
        assertThat(worker.ended()).isNotDone();
    }

    private JudgeRequest request(String item) {
        var template = WorkerFixtures.request(profile + "-" + item);
        var routing = new Routing(
                Optional.of("t"),
                Lane.LIVE,
                Instant.now(),
                Optional.of(Instant.now().plusSeconds(600)));
        return JudgeRequest.of(template.comparison(), profile, JudgingMode.PAIR, routing);
    }

    private static JudgeRequest withAnswers(JudgeRequest request, int count) {
        var whole = request.comparison();
        var answers = Collections.nCopies(count, whole.answers().getFirst());
        var comparison = new Comparison(
                whole.id(), whole.question(), answers, whole.reference(), whole.dataset(), whole.category());
        return JudgeRequest.of(comparison, request.judgeProfile(), request.mode(), request.routing());
    }

    private static JudgeRequest withId(JudgeRequest request, String id) {
        var whole = request.comparison();
        var comparison = new Comparison(
                new ComparisonId(id),
                whole.question(),
                whole.answers(),
                whole.reference(),
                whole.dataset(),
                whole.category());
        return JudgeRequest.of(comparison, request.judgeProfile(), request.mode(), request.routing());
    }

    private void submit(TopicSpec topic, byte[] value) {
        fleet.submit(new ProducerRecord<>(
                topic.name(),
                null,
                "key".getBytes(StandardCharsets.UTF_8),
                value,
                List.of(Headers.header(Headers.JUDGE_PROFILE, profile))));
    }

    private void submitRetry(String header, String value) {
        var request = fleet.encode(request(header + value.length()));
        fleet.submit(new ProducerRecord<>(
                Topics.RETRY_1M.name(),
                null,
                "key".getBytes(StandardCharsets.UTF_8),
                request,
                List.of(Headers.header(Headers.JUDGE_PROFILE, profile), Headers.header(header, value))));
    }

    private List<DeadLetter> deadLetters() {
        return fleet.deadLetters().stream()
                .filter(letter -> letter.cause().lastTry().judgeProfile().equals(profile))
                .toList();
    }
}
