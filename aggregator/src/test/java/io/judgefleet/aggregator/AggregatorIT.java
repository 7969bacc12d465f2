package io.judgefleet.aggregator;

import static io.judgefleet.aggregator.VerdictFixtures.fullLabel;
import static io.judgefleet.aggregator.VerdictFixtures.fullVerdict;
import static io.judgefleet.aggregator.VerdictFixtures.label;
import static io.judgefleet.aggregator.VerdictFixtures.sample;
import static io.judgefleet.aggregator.VerdictFixtures.scored;
import static io.judgefleet.aggregator.VerdictFixtures.unparsable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.judgefleet.aggregator.counts.Window;
import io.judgefleet.aggregator.kafka.StartRefusedException;
import io.judgefleet.aggregator.slice.SliceTally;
import io.judgefleet.judgement.Policy;
import io.judgefleet.judgement.Preference;
import io.judgefleet.schemas.Extremes;
import io.judgefleet.schemas.Verdict;
import io.judgefleet.schemas.figures.Leaderboard;
import io.judgefleet.schemas.topics.DeadLetter;
import io.judgefleet.schemas.topics.DeadLetters;
import io.judgefleet.schemas.topics.Topics;
import io.judgefleet.servers.LocalBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Timeout(300)
@Execution(ExecutionMode.CONCURRENT)
class AggregatorIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Instant TODAY = Instant.now().minus(Duration.ofHours(1));

    @TempDir
    Path folder;

    private FleetFixture fleet;

    @BeforeEach
    void startFleet() {
        fleet = FleetFixture.start(folder);
    }

    @AfterEach
    void stopFleet() {
        fleet.close();
    }

    @Test
    void shouldEndInCountsOfRecountWhenAnotherInstanceTakesOverMidway() throws Exception {
        var random = new Random(7);
        var verdicts = IntStream.range(0, 400).mapToObj(i -> verdict(random)).toList();
        var labels = IntStream.range(0, 200)
                .mapToObj(i -> label("c" + i, "ann " + random.nextInt(3), Preference.CODES.of(random.nextInt(3))))
                .toList();
        var events = new ArrayList<Object>(verdicts);
        events.addAll(labels);
        IntStream.range(0, 120).forEach(i -> events.add(events.get(random.nextInt(events.size()))));
        Collections.shuffle(events, random);

        try (var first = Aggregator.start(fleet.properties("first"))) {
            events.subList(0, 300).forEach(fleet::publish);
            fleet.flush();
            await("some are counted")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(status(first)
                                    .path("verdicts")
                                    .path("counted")
                                    .asLong())
                            .isPositive());
        }
        events.subList(300, events.size()).forEach(fleet::publish);
        fleet.flush();
        // Without the first one's state: all of it comes back from the changelogs.
        try (var second = Aggregator.start(fleet.properties("second"))) {
            await("all are read")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(read(second)).isEqualTo(events.size()));

            var expected = new Recount(verdicts, labels).slices(Window.ALL, Instant.now());
            var judge = json(second, "/api/models").path("judges").path(0);
            assertThat(judge.path("counts").path("verdicts").asLong())
                    .isEqualTo(expected.values().stream()
                            .mapToLong(SliceTally::verdicts)
                            .sum());
            assertThat(judge.path("counts").path("labelled").asLong())
                    .isEqualTo(expected.values().stream()
                            .mapToLong(SliceTally::labelled)
                            .sum());
            assertThat(consistent(judge))
                    .isEqualTo(expected.values().stream()
                            .mapToLong(tally -> tally.swap()
                                    .consistency(Policy.STRICT)
                                    .counts()
                                    .get("consistent"))
                            .sum());
        }
    }

    @Test
    void shouldAnswerUnavailableWhileStateIsRestored() throws Exception {
        try (var aggregator = Aggregator.start(fleet.properties("state"))) {
            // HTTP answers before the partitions are assigned.
            var early = fleet.get(aggregator, "/api/models");
            if (early.statusCode() == 503) {
                assertThat(early.headers().firstValue("Retry-After")).hasValue("2");
                assertThat(fleet.get(aggregator, "/api/status").statusCode()).isEqualTo(200);
                assertThat(fleet.get(aggregator, "/health/readiness").statusCode())
                        .isEqualTo(503);
            }
            await("ready")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(
                                    fleet.get(aggregator, "/health/readiness").statusCode())
                            .isEqualTo(200));

            assertThat(early.statusCode()).isEqualTo(503);
            assertThat(fleet.get(aggregator, "/health/liveness").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void shouldDecideOnEveryRecordAndEndNoThreadWhenTopicsHoldPoison() throws Exception {
        var properties = new HashMap<>(fleet.properties("state"));
        properties.put("judgefleet.aggregator.event-time", "appended");
        var sent = 0;
        try (var aggregator = Aggregator.start(properties)) {
            var large = new byte[1_060_000];
            new Random(3).nextBytes(large);
            var poison = Map.of(
                    Topics.VERDICTS.name(), Extremes.ofVerdict(fleet.encoded(fullVerdict())),
                    Topics.LABELS.name(), Extremes.ofLabel(fleet.encoded(fullLabel())));
            for (var topic : poison.entrySet()) {
                fleet.send(topic.getKey(), "c1", large);
                topic.getValue().forEach(extreme -> fleet.send(topic.getKey(), "arena/17", extreme.bytes()));
                sent += 1 + topic.getValue().size();
            }
            fleet.send(deadRequest());
            IntStream.range(0, 50).forEach(i -> fleet.publish(sample("c" + i).judged(scored(9, 3), scored(3, 9))));
            fleet.flush();
            var expected = sent + 1 + 50;

            await("every record is counted or a dead letter").atMost(PATIENCE).untilAsserted(() -> {
                var status = status(aggregator);
                assertThat(read(aggregator) + status.path("deadLetters").asLong())
                        .isEqualTo(expected);
                assertThat(status.path("lag").asLong()).isZero();
            });
            assertThat(fleet.get(aggregator, "/prometheus").body())
                    .contains("judgefleet_stream_thread_deaths_total 0.0");
            var deadLetters = status(aggregator).path("deadLettersBy");
            assertThat(deadLetters.path("requests").asLong()).isOne();
            assertThat(fleet.records(Topics.VERDICT_DEAD_LETTERS.name()))
                    .isEqualTo(deadLetters.path("verdicts").asLong());
        }
    }

    private static ProducerRecord<byte[], byte[]> deadRequest() {
        var request = new ConsumerRecord<>("judge-requests", 0, 7, new byte[] {1}, new byte[] {2});
        var cause = new DeadLetter.Cause(
                "decode", "garbage", false, Optional.empty(), new DeadLetter.LastTry(1, "w1", "", Optional.empty()));
        return DeadLetters.toRecord(Topics.DEAD_LETTERS.name(), DeadLetters.of(request, cause));
    }

    @Test
    void shouldPublishEveryJudgeWhenOneHasTwoThousandModels() throws Exception {
        IntStream.range(0, 1_999)
                .mapToObj(i -> sample("large-" + i)
                        .by("large")
                        .of("model-%04d".formatted(i), "model-%04d".formatted(i + 1))
                        .at(TODAY)
                        .judged(scored(9, 3), scored(3, 9)))
                .forEach(fleet::publish);
        fleet.publish(sample("c1").at(TODAY).judged(scored(9, 3), scored(3, 9)));
        fleet.flush();

        var properties = new HashMap<>(fleet.properties("state"));
        // After a round as large the next one rests ten times as long, so that the first should come when all is read.
        properties.put("judgefleet.aggregator.publish-interval", "6s");
        try (var ignored = Aggregator.start(properties)) {
            await("both boards are published")
                    .atMost(PATIENCE.multipliedBy(2))
                    .untilAsserted(() -> assertThat(fleet.leaderboards().values())
                            .filteredOn(board -> board.scope().window().equals("all"))
                            .extracting(
                                    board -> board.scope().judge().name(),
                                    board -> board.rows().size() + board.omittedRows())
                            .containsExactlyInAnyOrder(tuple("large", 2_000), tuple("tiny", 2)));
        }
        assertThat(fleet.leaderboards().values())
                .filteredOn(board -> board.scope().judge().name().equals("large"))
                .allSatisfy(board -> assertThat(board.matrix().models()).hasSizeBetween(1, 1_999));
    }

    @Test
    void shouldKeepTopicsAtFiguresOfNowWhenRestarted() throws Exception {
        IntStream.range(0, 12)
                .mapToObj(i -> sample("c" + i).at(TODAY).judged(scored(i < 8 ? 9 : 2, 5), scored(5, i < 8 ? 9 : 2)))
                .forEach(fleet::publish);
        fleet.flush();
        try (var ignored = Aggregator.start(fleet.properties("state"))) {
            await("published")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(votes()).isEqualTo(12));
        }
        var before = fleet.records(Topics.MODEL_METRICS.name());
        assertThat(fleet.leaderboards().values())
                .first()
                .satisfies(board ->
                        assertThat(board.matrix().wins()).isEqualTo(List.of(List.of(0L, 8L), List.of(4L, 0L))));

        try (var aggregator = Aggregator.start(fleet.properties("state"))) {
            await("gauges are set")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(
                                    fleet.get(aggregator, "/prometheus").body())
                            .contains(
                                    "judgefleet_verdicts_total{outcome=\"counted\"} 12.0",
                                    "judgefleet_judge_consistency{"));
            fleet.publish(sample("c12").at(TODAY).judged(scored(9, 3), scored(3, 9)));
            fleet.flush();

            await("published again")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(votes()).isEqualTo(13));
            // The judge and both models, in each window that has verdicts: what had not changed was not repeated.
            assertThat(fleet.records(Topics.MODEL_METRICS.name()) - before)
                    .isLessThanOrEqualTo(3L * fleet.leaderboards().size());
        }
    }

    @Test
    void shouldSayOnceThatLimitIsCrossedWhenRestartedMeanwhile() throws Exception {
        var properties = new HashMap<>(fleet.properties("state"));
        properties.put("judgefleet.aggregator.alerts.readable", "parseRate all floor 0.9 min 10");
        IntStream.range(0, 12)
                .mapToObj(i -> sample("c" + i).at(TODAY).judged(unparsable(), unparsable()))
                .forEach(fleet::publish);
        fleet.flush();
        try (var aggregator = Aggregator.start(properties)) {
            await("the alert is raised")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(
                                    fleet.get(aggregator, "/api/alerts").body())
                            .contains("\"rule\":\"readable\",\"state\":\"raised\",\"since\":"));
        }

        try (var aggregator = Aggregator.start(properties)) {
            await("the standing is known again")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(
                                    fleet.get(aggregator, "/api/alerts").body())
                            .contains("\"rule\":\"readable\",\"state\":\"raised\",\"since\":"));

            assertThat(fleet.records(Topics.METRIC_ALERTS.name())).isOne();
        }
    }

    @Test
    void shouldRefuseToStartWhenStateDirectoryIsInUse() {
        try (var ignored = Aggregator.start(fleet.properties("state"))) {
            assertThatThrownBy(() -> Aggregator.start(fleet.properties("state")))
                    .isInstanceOf(StartRefusedException.class)
                    .hasMessageContaining("state directory")
                    .hasMessageContaining(folder.resolve("state").toString());
        }
    }

    @Test
    void shouldRefuseToStartWhenTopicsAreMissing() {
        try (var empty = LocalBroker.start(folder.resolve("empty"), 0)) {
            var properties = new HashMap<>(fleet.properties("state"));
            properties.put("judgefleet.kafka.bootstrap.servers", empty.bootstrapServers());

            assertThatThrownBy(() -> Aggregator.start(properties))
                    .isInstanceOf(StartRefusedException.class)
                    .hasMessageContaining("judgefleet topics apply");
        }
    }

    private long votes() {
        return fleet.leaderboards().values().stream()
                .filter(board -> board.scope().window().equals("all"))
                .mapToLong(Leaderboard::votes)
                .sum();
    }

    private static Verdict verdict(Random random) {
        var models = List.of("ant", "bee", "cow", "dog");
        var first = random.nextInt(4);
        return sample("c" + random.nextInt(250))
                .of(models.get(first), models.get((first + 1 + random.nextInt(3)) % 4))
                .at(TODAY.plusSeconds(random.nextInt(3600)))
                .judged(
                        scored(random.nextInt(1, 11), random.nextInt(1, 11)),
                        scored(random.nextInt(1, 11), random.nextInt(1, 11)));
    }

    private long read(Aggregator aggregator) throws Exception {
        var status = status(aggregator);
        return status.path("verdicts").path("read").asLong()
                + status.path("labels").path("read").asLong();
    }

    private static long consistent(JsonNode judge) {
        return judge.path("figures")
                .path("consistency")
                .path("counts")
                .path("consistent")
                .asLong();
    }

    private JsonNode status(Aggregator aggregator) throws Exception {
        return json(aggregator, "/api/status");
    }

    private JsonNode json(Aggregator aggregator, String path) throws Exception {
        var answer = fleet.get(aggregator, path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body());
    }
}
