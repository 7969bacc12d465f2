package io.judgefleet.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.judgefleet.judgelm.inference.ModelUnavailableException;
import io.judgefleet.judgelm.prompt.PreparedTask;
import io.judgefleet.schemas.JudgeRequest;
import io.judgefleet.schemas.RequestId;
import io.judgefleet.schemas.topics.FleetPrefix;
import io.judgefleet.schemas.topics.Topics;
import io.judgefleet.worker.kafka.KafkaClients;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of requests when workers share partitions; each test has a judge profile, and so groups, of its own. */
@Timeout(240)
class ShareGroupIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final AtomicInteger PROFILES = new AtomicInteger();

    /** Of each topic of the fleet of these tests. */
    private static final int PARTITIONS = 3;

    private static final int WORKERS = 2 * PARTITIONS;

    /** More than one worker takes at once from each partition. */
    private static final int BACKLOG = 400;

    @TempDir
    static Path folder;

    static Fleet fleet;

    private final String profile = "shared-" + PROFILES.incrementAndGet();

    @BeforeAll
    static void start() {
        fleet = Fleet.start(folder);
    }

    @AfterAll
    static void stop() {
        fleet.close();
    }

    @Test
    void shouldGiveWorkToMoreWorkersThanPartitions() throws Exception {
        var workers = new ArrayList<Worker>();
        try {
            for (int i = 0; i < WORKERS; i++) {
                workers.add(worker(new FakeJudge(batch -> LockSupport.parkNanos(
                        Duration.ofMillis(60L * batch.size()).toNanos()))));
            }

            IntStream.range(0, BACKLOG).forEach(i -> fleet.submit(request("n" + i)));

            await("all judged")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(requestIds()).hasSize(BACKLOG));
            assertThat(workers)
                    .filteredOn(worker -> worker.state().recordCounts().judged() > 0)
                    .as("those that had work")
                    .hasSizeGreaterThan(PARTITIONS);
        } finally {
            workers.forEach(Worker::close);
        }
        assertThat(workers)
                .allSatisfy(worker ->
                        assertThat(worker.state().recordCounts().isConserved()).isTrue());
    }

    /** On topics of its own, so that the records of other tests are no lag of this group. */
    @Test
    void shouldTellTheLagOfTheWholeGroup() {
        var prefix = FleetPrefix.parse(profile);
        fleet.deploy(prefix);
        var topic = prefix.topic(Topics.JUDGE_REQUESTS);
        var gate = new CountDownLatch(1);
        var clients = new KafkaClients(
                Map.of("bootstrap.servers", fleet.bootstrapServers(), FleetPrefix.SETTING, prefix.value()),
                profile,
                "observer");
        IntStream.range(0, 10).forEach(i -> fleet.submit(topic, request("n" + i)));
        try (var worker = worker(new FakeJudge(batch -> waitFor(gate)), Map.of(FleetPrefix.SETTING, prefix.value()));
                var before = clients.lag(Set.of(), Set.of(topic.name()));
                var after = clients.lag(Set.of(), Set.of(topic.name()))) {
            await("in the engine")
                    .atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(worker.state().recordCounts().inFlight()).isPositive());
            before.start();
            await("lag")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(before.records()).isEqualTo(Map.of(topic.name(), 10L)));

            gate.countDown();
            await("all judged")
                    .atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(worker.state().recordCounts().judged()).isEqualTo(10));
            after.start();

            await("no lag")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(after.records()).isEqualTo(Map.of(topic.name(), 0L)));
        } finally {
            gate.countDown();
        }
    }

    @Test
    void shouldRetryAndDeadLetterAsWithTransactions() {
        var judge = new FakeJudge(batch -> {
            if (batch.stream().anyMatch(task -> holds(task, "poison"))) {
                throw new ModelUnavailableException("out of memory", new OutOfMemoryError());
            }
        });
        fleet.submit(new ProducerRecord<>(Topics.JUDGE_REQUESTS.name(), "garbage".getBytes(StandardCharsets.UTF_8)));
        fleet.submit(request("poison"));
        fleet.submit(request("good"));

        try (var worker = worker(judge)) {
            await("verdict")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(requestIds()).hasSize(1));
            await("dead letters")
                    .atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(worker.state().recordCounts().deadLettered())
                                    .isEqualTo(2));
            assertThat(worker.state().recordCounts().released()).isEqualTo(1);
            assertThat(worker.drain()).isTrue();
        }
    }

    @Test
    void shouldLoseNothingWhenAWorkerIsGoneWithoutAWord() {
        var stuck = new CountDownLatch(1);
        var first = worker(new FakeJudge(batch -> waitFor(stuck)));
        IntStream.range(0, 100).forEach(i -> fleet.submit(request("n" + i)));
        await("in the engine")
                .atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(first.state().recordCounts().inFlight()).isPositive());

        try (var second = worker(new FakeJudge())) {
            first.abandon();

            await("all judged")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(requestIds()).hasSize(100));
            assertThat(second.state().recordCounts().judged()).isEqualTo(100);
        } finally {
            stuck.countDown();
        }
    }

    /** Each once, however often it has a verdict. */
    private List<RequestId> requestIds() {
        return fleet.verdicts().stream()
                .filter(verdict -> verdict.origin().judgeProfile().equals(profile))
                .map(verdict -> verdict.origin().requestId())
                .distinct()
                .toList();
    }

    private Worker worker(FakeJudge judge) {
        return worker(judge, Map.of());
    }

    private Worker worker(FakeJudge judge, Map<String, Object> more) {
        var properties = new HashMap<String, Object>(Map.of(
                "judgefleet.worker.judge-profile", profile,
                "judgefleet.worker.delivery", "share-group",
                // The brokers divide all partitions alike, those of an empty lane too.
                "judgefleet.worker.lanes", "live",
                "judgefleet.worker.max-deliveries", "2",
                "judgefleet.worker.retry.first-delay", "100ms"));
        properties.putAll(more);
        return fleet.worker(judge, properties);
    }

    private JudgeRequest request(String item) {
        var request = WorkerFixtures.request(profile + "-" + item);
        return JudgeRequest.of(request.comparison(), profile, request.mode(), request.routing());
    }

    private static boolean holds(PreparedTask task, String word) {
        return task.task().question().contains(word);
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
