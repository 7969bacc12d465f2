package io.judgefleet.worker.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.judgefleet.judgelm.inference.ModelUnavailableException;
import io.judgefleet.judgelm.prompt.PreparedTask;
import io.judgefleet.schemas.JudgeRequest;
import io.judgefleet.schemas.Verdict;
import io.judgefleet.schemas.topics.DeadLetter;
import io.judgefleet.schemas.topics.FleetPrefix;
import io.judgefleet.schemas.topics.Headers;
import io.judgefleet.schemas.topics.Topics;
import io.judgefleet.worker.FakeJudge;
import io.judgefleet.worker.Fleet;
import io.judgefleet.worker.SharedFleet;
import io.judgefleet.worker.Worker;
import io.judgefleet.worker.WorkerFixtures;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of requests, seen from the topics; each test has a judge profile, and so a group, of its own. */
@Timeout(240)
@Execution(ExecutionMode.CONCURRENT)
class DeliveryIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final AtomicInteger PROFILES = new AtomicInteger();

    private final Fleet fleet = SharedFleet.get();
    private final String profile = "profile-" + PROFILES.incrementAndGet();

    @Test
    void shouldDeadLetterWhatCannotBeReadAndGoOn() {
        submitRaw("garbage".getBytes(StandardCharsets.UTF_8));
        submitRaw(ByteBuffer.allocate(20).put((byte) 0).putInt(99_999).array());
        submitRaw(new byte[1024 * 1024 + 1]);
        submitRaw(null);
        fleet.submit(request("good"));

        try (var worker = worker(new FakeJudge(), Map.of())) {
            await("verdict")
                    .atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(worker.state().recordCounts().judged()).isEqualTo(1));
            await("dead letters")
                    .atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(worker.state().recordCounts().deadLettered())
                                    .isEqualTo(4));
        }

        assertThat(deadLetters())
                .extracting(letter -> letter.cause().stage())
                .containsExactlyInAnyOrder("decode", "decode", "decode", "validate");
        assertThat(deadLetters())
                .filteredOn(letter -> letter.value().map(value -> value.length).orElse(0) == 7)
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.value().map(DeliveryIT::text)).contains("garbage");
                    assertThat(letter.key().map(DeliveryIT::text)).contains("key");
                    assertThat(letter.headers())
                            .extracting(DeadLetter.Header::name)
                            .containsExactly(Headers.JUDGE_PROFILE, "trace");
                    assertThat(letter.source().topic()).isEqualTo("judge-requests");
                });
    }

    /** On topics of its own, so that every record on them is known. */
    @Test
    void shouldPassOverRequestsOfOtherProfilesAndCommitThem() throws Exception {
        var prefix = FleetPrefix.parse(profile);
        fleet.deploy(prefix);
        var topic = prefix.topic(Topics.JUDGE_REQUESTS);
        fleet.submit(topic, request("mine"));
        fleet.submit(
                topic,
                JudgeRequest.of(
                        request("theirs").comparison(),
                        "theirs",
                        request("theirs").mode(),
                        request("theirs").routing()));

        try (var worker = worker(new FakeJudge(), Map.of(FleetPrefix.SETTING, prefix.value()))) {
            await("all decided and committed")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(fleet.committed(topic, prefix.workerGroup(profile)))
                            .isEqualTo(2));
            assertThat(judged(worker)).isEqualTo(1);
            assertThat(worker.state().recordCounts().skipped()).isEqualTo(1);
        }

        assertThat(fleet.verdicts(prefix.topic(Topics.VERDICTS))).hasSize(1);
    }

    @Test
    void shouldJudgeAgainAfterATransientFault() {
        var hasFailed = new AtomicBoolean();
        var judge = new FakeJudge(batch -> {
            if (holds(batch, "poison") && hasFailed.compareAndSet(false, true)) {
                throw new ModelUnavailableException("out of memory", new OutOfMemoryError());
            }
        });
        fleet.submit(request("poison"));

        try (var worker = worker(judge, Map.of())) {
            await("verdict")
                    .atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(worker.state().recordCounts().judged()).isEqualTo(1));
            assertThat(worker.state().recordCounts().released()).isEqualTo(1);
        }

        assertThat(verdicts())
                .singleElement()
                .satisfies(
                        verdict -> assertThat(verdict.origin().deliveryCount()).isEqualTo(2));
        assertThat(fleet.records(Topics.RETRY_1M))
                .filteredOn(received ->
                        Headers.text(received.headers(), Headers.JUDGE_PROFILE).equals(Optional.of(profile)))
                .singleElement()
                .satisfies(retried -> assertThat(retried.value()).isEqualTo(fleet.encode(request("poison"))));
    }

    @Test
    void shouldDeadLetterAsFirstReadAfterTheLastDelivery() {
        var judge = new FakeJudge(batch -> {
            throw new ModelUnavailableException("out of memory", new OutOfMemoryError());
        });
        fleet.submit(request("hopeless"));

        try (var worker = worker(judge, Map.of("judgefleet.worker.max-deliveries", "3"))) {
            await("dead letter")
                    .atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(worker.state().recordCounts().deadLettered())
                                    .isEqualTo(1));
            assertThat(worker.state().recordCounts().released()).isEqualTo(2);
        }

        assertThat(deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.source().topic()).isEqualTo("judge-requests");
            assertThat(letter.headers()).extracting(DeadLetter.Header::name).containsExactly(Headers.JUDGE_PROFILE);
            assertThat(letter.cause().lastTry().deliveryCount()).isEqualTo(3);
            assertThat(letter.cause().retryable()).isTrue();
            assertThat(letter.value())
                    .hasValueSatisfying(value -> assertThat(value).isEqualTo(fleet.encode(request("hopeless"))));
        });
    }

    @Test
    void shouldNotKeepNeighboursWaitingForARetryThatIsNotDue() {
        var judge = new FakeJudge(batch -> {
            if (holds(batch, "poison")) {
                throw new ModelUnavailableException("out of memory", new OutOfMemoryError());
            }
        });
        fleet.submit(request("poison"));
        IntStream.range(0, 50).forEach(i -> fleet.submit(request("n" + i)));

        try (var worker = worker(judge, Map.of("judgefleet.worker.retry.first-delay", "1h"))) {
            await("neighbours")
                    .atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(worker.state().recordCounts().judged()).isEqualTo(50));
            await("retry")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(worker.state().waiting()).isEqualTo(1));
            assertThat(worker.state().recordCounts().inFlight()).isZero();
            assertThat(worker.state().paused()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"consumer", "classic"})
    void shouldLoseAndDoubleNothingWhenWorkersComeAndGo(String protocol) {
        var own = Map.<String, Object>of(
                "judgefleet.kafka.group.protocol", protocol, "judgefleet.worker.token-budget", "500");
        IntStream.range(0, 300).forEach(i -> fleet.submit(request("n" + i)));
        var first = worker(slow(), own);
        await("work has begun")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(judged(first)).isGreaterThan(20));
        try (var second = worker(slow(), own)) {
            await("second has a share")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(second.state().assigned()).isPositive());

            first.abandon();

            IntStream.range(300, 400).forEach(i -> fleet.submit(request("n" + i)));
            await("all judged")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(verdicts()).hasSize(400));
            assertThat(first.state().recordCounts().isConserved()).isTrue();
            assertThat(second.state().recordCounts().isConserved()).isTrue();
        }

        assertThat(verdicts())
                .extracting(verdict -> verdict.origin().requestId())
                .doesNotHaveDuplicates()
                .hasSize(400);
    }

    @Test
    void shouldFinishWhatIsInFlightWhenDrained() {
        IntStream.range(0, 100).forEach(i -> fleet.submit(request("n" + i)));
        var worker = worker(slow(), Map.of("judgefleet.worker.token-budget", "500"));
        await("work has begun")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(judged(worker)).isPositive());

        boolean isDrained = worker.drain();

        assertThat(isDrained).isTrue();
        assertThat(worker.state().recordCounts().inFlight()).isZero();
        assertThat(verdicts()).hasSize((int) judged(worker));
    }

    @Test
    void shouldSayThatItDidNotDrainAndLeaveTheWorkToOthers() {
        var release = new CountDownLatch(1);
        fleet.submit(request("stuck"));
        var worker = worker(new FakeJudge(batch -> waitFor(release)), Map.of("judgefleet.worker.grace-period", "1s"));
        await("in the engine")
                .atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(worker.state().recordCounts().inFlight()).isEqualTo(1));

        boolean isDrained = worker.drain();
        release.countDown();

        assertThat(isDrained).isFalse();
        try (var other = worker(new FakeJudge(), Map.of())) {
            await("verdict")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(judged(other)).isEqualTo(1));
        }
        assertThat(verdicts()).hasSize(1);
    }

    @Test
    void shouldReleaseWhatTheEngineDoesNotComeBackWith() {
        var release = new CountDownLatch(1);
        var isFirst = new AtomicBoolean(true);
        var judge = new FakeJudge(batch -> {
            if (isFirst.compareAndSet(true, false)) {
                waitFor(release);
            }
        });
        fleet.submit(request("stuck"));

        try (var worker = worker(judge, Map.of("judgefleet.worker.inference-deadline", "500ms"))) {
            await("released")
                    .atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(worker.state().recordCounts().released()).isEqualTo(1));
            release.countDown();
            await("judged")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(judged(worker)).isEqualTo(1));
        }

        assertThat(verdicts()).hasSize(1);
    }

    @Test
    void shouldHoldNoMoreThanItsRoomWhateverTheBacklog() {
        var release = new CountDownLatch(1);
        IntStream.range(0, 300).forEach(i -> fleet.submit(request("n" + i)));
        try (var worker =
                worker(new FakeJudge(batch -> waitFor(release)), Map.of("judgefleet.worker.token-budget", "200"))) {
            await("full")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(worker.state().paused()).isPositive());
            var tokens = worker.state().tokens().getOrDefault(Feed.LIVE, 0);
            release.countDown();
            await("all judged")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(judged(worker)).isEqualTo(300));

            // Half of eight batches of 200, and one record more.
            assertThat(tokens).isBetween(200, 800 + 400);
            assertThat(worker.state().tokens().getOrDefault(Feed.LIVE, 0)).isZero();
        }
    }

    @Test
    void shouldKeepItsLawAtEveryMomentThatCanBeSeen() {
        IntStream.range(0, 500).forEach(i -> fleet.submit(request("n" + i)));
        var broken = new ArrayList<RecordCounts>();
        try (var worker = worker(new FakeJudge(), Map.of())) {
            await("all judged")
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .atMost(PATIENCE)
                    .until(() -> {
                        var recordCounts = worker.state().recordCounts();
                        if (!recordCounts.isConserved()) {
                            broken.add(recordCounts);
                        }
                        return recordCounts.judged() == 500;
                    });
        }

        assertThat(broken).isEmpty();
    }

    private Worker worker(FakeJudge judge, Map<String, Object> own) {
        var properties = new HashMap<String, Object>(Map.of(
                "judgefleet.worker.judge-profile", profile,
                "judgefleet.worker.retry.first-delay", "100ms",
                "judgefleet.worker.retry.later-delay", "100ms"));
        properties.putAll(own);
        return fleet.worker(judge, properties);
    }

    private JudgeRequest request(String item) {
        var request = WorkerFixtures.request(profile + "-" + item);
        return JudgeRequest.of(request.comparison(), profile, request.mode(), request.routing());
    }

    private void submitRaw(byte @Nullable [] value) {
        fleet.submit(new ProducerRecord<>(
                Topics.JUDGE_REQUESTS.name(),
                null,
                "key".getBytes(StandardCharsets.UTF_8),
                value,
                List.of(Headers.header(Headers.JUDGE_PROFILE, profile), new RecordHeader("trace", new byte[] {1, 2, 3
                }))));
    }

    private List<Verdict> verdicts() {
        return fleet.verdicts().stream()
                .filter(verdict -> verdict.origin().judgeProfile().equals(profile))
                .toList();
    }

    private List<DeadLetter> deadLetters() {
        return fleet.deadLetters().stream()
                .filter(letter -> letter.cause().lastTry().judgeProfile().equals(profile))
                .toList();
    }

    private static long judged(Worker worker) {
        return worker.state().recordCounts().judged();
    }

    /** About a millisecond for each request. */
    private static FakeJudge slow() {
        return new FakeJudge(
                batch -> LockSupport.parkNanos(Duration.ofMillis(batch.size()).toNanos()));
    }

    private static boolean holds(List<PreparedTask> batch, String word) {
        return batch.stream().anyMatch(task -> task.task().question().contains(word));
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
