package io.judgefleet.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.judgefleet.schemas.topics.FleetPrefix;
import io.judgefleet.schemas.topics.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two fleets on one cluster, each with a prefix: neither reads, judges or ends what is the other's. */
@Timeout(180)
class TwoFleetsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final FleetPrefix RED = FleetPrefix.parse("red");
    private static final FleetPrefix BLUE = FleetPrefix.parse("blue");

    private final Fleet cluster = SharedFleet.get();

    @TempDir
    Path folder;

    @Test
    void shouldJudgeItsOwnRequestsAloneWhenAnotherFleetServesTheSameProfileFromTheSameSlot() throws Exception {
        cluster.deploy(RED);
        cluster.deploy(BLUE);
        try (var red = worker(RED);
                var blue = worker(BLUE)) {
            submit(RED, 5);
            submit(BLUE, 7);

            awaitJudged(red, 5);
            awaitJudged(blue, 7);

            assertThat(cluster.verdicts(RED.topic(Topics.VERDICTS))).hasSize(5);
            assertThat(cluster.verdicts(BLUE.topic(Topics.VERDICTS))).hasSize(7);
            assertThat(cluster.committed(RED.topic(Topics.JUDGE_REQUESTS), RED.workerGroup("two-fleets")))
                    .isEqualTo(5);
            assertThat(cluster.transactionalIds())
                    .anyMatch(id -> id.startsWith("red.judgefleet-worker-two-fleets-"))
                    .anyMatch(id -> id.startsWith("blue.judgefleet-worker-two-fleets-"))
                    .noneMatch(id -> id.startsWith("judgefleet-worker-two-fleets-"));
        }
    }

    /** With state of its own, so that both take the slot of the same name. */
    private Worker worker(FleetPrefix prefix) {
        return cluster.worker(
                new FakeJudge(),
                Map.of(
                        "judgefleet.prefix",
                        prefix.value(),
                        "judgefleet.worker.judge-profile",
                        "two-fleets",
                        "judgefleet.worker.state-dir",
                        folder.resolve(prefix.value()).toString()));
    }

    private void submit(FleetPrefix prefix, int count) {
        IntStream.range(0, count)
                .forEach(i -> cluster.submit(
                        prefix.topic(Topics.JUDGE_REQUESTS), WorkerFixtures.requestOf("two-fleets", "n" + i)));
    }

    private static void awaitJudged(Worker worker, int count) {
        await("judged")
                .atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(worker.state().recordCounts().judged()).isEqualTo(count));
    }
}
