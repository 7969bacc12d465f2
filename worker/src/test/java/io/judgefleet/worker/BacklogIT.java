package io.judgefleet.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.judgefleet.judgelm.PreparedTask;
import io.judgefleet.schemas.JudgeRequest;
import io.judgefleet.schemas.Topics;
import io.judgefleet.servers.ChildJvm;
import io.judgefleet.servers.ChildJvm.Program;
import io.judgefleet.servers.LocalRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What waits, however much it is, delays nobody in the other lane and takes no more memory than little does. */
@Timeout(300)
class BacklogIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration BATCH = Duration.ofMillis(40);
    private static final int BACKLOG = 100_000;
    private static final int LIVE = 20;
    private static final int LARGE_RECORDS = 200;
    private static final int NEARLY_A_MEBIBYTE = 1_000_000;

    @TempDir
    Path folder;

    /** The batch that runs when a record comes, the one in which it is, and what fetching it takes on a busy machine. */
    @Test
    void shouldServeLiveWithinFewBatchesWhenABacklogOfBulkWaits() {
        var batches = new AtomicInteger();
        var served = new AtomicInteger();
        var judge = new FakeJudge(batch -> {
            LockSupport.parkNanos(BATCH.toNanos());
            batches.incrementAndGet();
            if (batch.stream().anyMatch(BacklogIT::isLive)) {
                served.set(batches.get());
            }
        });
        try (var fleet = Fleet.start(folder)) {
            IntStream.range(0, BACKLOG)
                    .forEach(i -> fleet.submit(Topics.JUDGE_REQUESTS_BULK, WorkerFixtures.request("bulk" + i)));
            try (var worker = fleet.worker(judge, Map.of("judgefleet.worker.token-budget", "2000"))) {
                await("the backlog is being served")
                        .atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(batches.get()).isGreaterThan(10));

                var waited = IntStream.range(0, LIVE)
                        .map(i -> {
                            int before = batches.get();
                            fleet.submit(WorkerFixtures.request("live" + i));
                            await("live record")
                                    .pollInterval(Duration.ofMillis(5))
                                    .atMost(PATIENCE)
                                    .until(() -> served.get() > before);
                            return served.get() - before;
                        })
                        .sorted()
                        .toArray();

                assertThat(waited[LIVE / 2]).as("median of %s", (Object) waited).isLessThanOrEqualTo(6);
                assertThat(BACKLOG - worker.state().funnel().judged()).isGreaterThan(BACKLOG / 2);
            }
        }
    }

    @Test
    void shouldServeABacklogManyTimesItsHeap() throws Exception {
        try (var registry = LocalRegistry.start(folder.resolve("registry"), 0);
                var fleet = Fleet.start(folder, registry.url())) {
            IntStream.range(0, LARGE_RECORDS).forEach(i -> fleet.submit(large(i)));
            try (var worker = start(fleet, "-Xmx64m")) {
                await("verdicts")
                        .atMost(PATIENCE)
                        .untilAsserted(
                                () -> assertThat(fleet.committed(Topics.JUDGE_REQUESTS, "judgefleet-worker-judgelm"))
                                        .isEqualTo(LARGE_RECORDS));
                assertThat(fleet.verdicts()).hasSize(LARGE_RECORDS);
                assertThat(worker.stop(PATIENCE)).isTrue();
            }
        }
    }

    private static boolean isLive(PreparedTask task) {
        return task.task().question().contains("live");
    }

    private static JudgeRequest large(int number) {
        return WorkerFixtures.request("n" + number, "y".repeat(NEARLY_A_MEBIBYTE), "no");
    }

    private ChildJvm start(Fleet fleet, String heap) {
        return ChildJvm.start(new Program(
                List.of(heap, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                System.getProperty("java.class.path"),
                Main.class.getName(),
                List.of(),
                Map.of(
                        "JUDGEFLEET_KAFKA_BOOTSTRAP_SERVERS", fleet.bootstrapServers(),
                        "JUDGEFLEET_SCHEMA_REGISTRY_URL", fleet.registryUrl(),
                        "JUDGEFLEET_WORKER_JUDGE", "scripted",
                        "JUDGEFLEET_WORKER_STATE_DIR", folder.resolve("state").toString(),
                        "MICRONAUT_SERVER_PORT", "-1"),
                folder.resolve("worker.log")));
    }
}
