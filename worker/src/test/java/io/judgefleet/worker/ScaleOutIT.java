package io.judgefleet.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.judgefleet.schemas.topics.TopicSpec;
import io.judgefleet.schemas.topics.Topics;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** More workers judge more: each has its share of each lane, however many there are. */
@Timeout(240)
class ScaleOutIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<TopicSpec> LANES = List.of(Topics.JUDGE_REQUESTS, Topics.JUDGE_REQUESTS_BULK);
    private static final int REQUESTS_PER_PARTITION = 2;

    private final Fleet fleet = SharedFleet.get();

    @ParameterizedTest
    @ValueSource(strings = {"consumer", "classic"})
    void shouldHaveEachWorkerJudgeItsShareOfEachLaneWhenWorkersJoinAndLeave(String protocol) {
        var profile = "scale-out-" + protocol;
        var workers = new ArrayDeque<Worker>();
        int rounds = 0;
        try {
            for (int size : List.of(1, 2, 3, 5, 3, 2)) {
                while (workers.size() < size) {
                    workers.add(worker(profile, protocol));
                }
                while (workers.size() > size) {
                    workers.removeFirst().drain();
                }

                LANES.forEach(lane -> awaitEvenShares(lane, profile, size));
                var round = "%s-%d".formatted(profile, rounds++);
                LANES.forEach(lane -> submitToEachPartition(lane, profile, round));
                LANES.forEach(lane -> awaitEvenJudging(lane, round, size));
            }
        } finally {
            workers.forEach(Worker::close);
        }
    }

    private Worker worker(String profile, String protocol) {
        return fleet.worker(
                new FakeJudge(),
                Map.of("judgefleet.worker.judge-profile", profile, "judgefleet.kafka.group.protocol", protocol));
    }

    private void awaitEvenShares(TopicSpec lane, String profile, int workers) {
        await("%s shared by %d".formatted(lane.name(), workers))
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(sorted(fleet.shares(lane, "judgefleet-worker-" + profile)))
                        .isEqualTo(evenShares(workers)));
    }

    /** As even as whole partitions can be, the largest first. */
    private static List<Integer> evenShares(int workers) {
        return IntStream.range(0, workers)
                .mapToObj(i -> SharedFleet.PARTITIONS / workers + (i < SharedFleet.PARTITIONS % workers ? 1 : 0))
                .toList();
    }

    private static List<Integer> sorted(Collection<Integer> counts) {
        return counts.stream().sorted(Comparator.reverseOrder()).toList();
    }

    private void submitToEachPartition(TopicSpec lane, String profile, String round) {
        for (int i = 0; i < SharedFleet.PARTITIONS * REQUESTS_PER_PARTITION; i++) {
            var request = WorkerFixtures.requestOf(profile, "%s-%s-%d".formatted(round, lane.name(), i));
            fleet.submit(lane, i % SharedFleet.PARTITIONS, request);
        }
    }

    private void awaitEvenJudging(TopicSpec lane, String round, int workers) {
        await("%s judged by %d".formatted(lane.name(), workers))
                .atMost(PATIENCE)
                .untilAsserted(() -> {
                    var byWorker = fleet.verdicts().stream()
                            .filter(verdict ->
                                    verdict.subject().questionId().startsWith("q-%s-%s-".formatted(round, lane.name())))
                            .collect(Collectors.groupingBy(
                                    verdict -> verdict.execution().workerId(), Collectors.summingInt(verdict -> 1)));
                    assertThat(sorted(byWorker.values()))
                            .isEqualTo(evenShares(workers).stream()
                                    .map(share -> share * REQUESTS_PER_PARTITION)
                                    .toList());
                });
    }
}
