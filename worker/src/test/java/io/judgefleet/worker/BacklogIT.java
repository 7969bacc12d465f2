package io.judgefleet.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.judgefleet.judgelm.prompt.PreparedTask;
import io.judgefleet.schemas.topics.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** What waits in one lane, however much it is, delays nobody in the other. */
@Timeout(300)
@Isolated("it counts the batches before a request, which other work on this machine would add to")
class BacklogIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration BATCH = Duration.ofMillis(40);
    private static final int BACKLOG = 100_000;
    private static final int LIVE = 20;

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
                assertThat(BACKLOG - worker.state().recordCounts().judged()).isGreaterThan(BACKLOG / 2);
            }
        }
    }

    private static boolean isLive(PreparedTask task) {
        return task.task().question().contains("live");
    }
}
