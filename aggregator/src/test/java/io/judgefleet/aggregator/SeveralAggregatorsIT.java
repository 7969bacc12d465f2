package io.judgefleet.aggregator;

import static io.judgefleet.aggregator.VerdictFixtures.sample;
import static io.judgefleet.aggregator.VerdictFixtures.scored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.judgefleet.schemas.Verdict;
import io.judgefleet.servers.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two aggregators of one application id, each with a part of the partitions. */
@Timeout(300)
class SeveralAggregatorsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Instant TODAY = Instant.now().minus(Duration.ofHours(1));

    @TempDir
    Path folder;

    private FleetFixture fleet;
    private List<Verdict> verdicts = List.of();

    @BeforeEach
    void startFleet() {
        fleet = FleetFixture.start(folder);
        verdicts = IntStream.range(0, 300)
                .mapToObj(i -> sample("c" + i)
                        .at(TODAY.plusSeconds(i))
                        .written("a", "- b")
                        .judged(scored(i % 9 + 1, 5), scored(5, i % 7 + 1)))
                .toList();
        verdicts.forEach(fleet::publish);
        fleet.flush();
    }

    @AfterEach
    void stopFleet() {
        fleet.close();
    }

    @Test
    void shouldAnswerForTheWholeWhicheverIsAskedAndHandOverWhenOneLeaves() throws Exception {
        try (var first = Aggregator.start(properties("first"))) {
            try (var second = Aggregator.start(properties("second"))) {
                await("both have partitions and answer for all")
                        .atMost(PATIENCE)
                        .untilAsserted(() -> {
                            assertThat(partitionsOf(second)).isBetween(1, 11);
                            assertThat(counted(first)).isEqualTo(300);
                            assertThat(counted(second)).isEqualTo(300);
                        });
                for (var path : List.of("/api/models", "/api/leaderboard?controls=true", "/api/models?window=24h")) {
                    assertThat(answer(first, path)).isEqualTo(answer(second, path));
                }
                assertThat(json(first, "/api/models")
                                .path("judges")
                                .path(0)
                                .path("counts")
                                .path("verdicts")
                                .asLong())
                        .isEqualTo(300);
                for (var verdict : verdicts.subList(0, 20)) {
                    var path = "/api/requests/" + verdict.origin().requestId();
                    assertThat(fleet.get(first, path).statusCode()).isEqualTo(200);
                    assertThat(fleet.get(second, path).statusCode()).isEqualTo(200);
                }
                assertThat(fleet.get(second, "/api/requests/unknown").statusCode())
                        .isEqualTo(404);
            }

            await("the first has all").atMost(PATIENCE).untilAsserted(() -> {
                assertThat(partitionsOf(first)).isEqualTo(12);
                assertThat(counted(first)).isEqualTo(300);
            });
        }
    }

    @Test
    void shouldAnswerUnavailableWhenNobodySaidWhereTheOtherIs() throws Exception {
        try (var first = Aggregator.start(fleet.properties("first"));
                var second = Aggregator.start(fleet.properties("second"))) {
            await("the partitions are shared")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(partitionsOf(second)).isBetween(1, 11));

            assertThat(fleet.get(first, "/api/models").statusCode()).isEqualTo(503);
            assertThat(fleet.get(second, "/api/models").statusCode()).isEqualTo(503);
        }
    }

    private Map<String, Object> properties(String state) {
        var port = Ports.orFree(0);
        var properties = new HashMap<>(fleet.properties(state));
        properties.put("micronaut.server.port", port);
        properties.put("judgefleet.kafka.application.server", "127.0.0.1:" + port);
        return properties;
    }

    private long counted(Aggregator aggregator) throws Exception {
        return json(aggregator, "/api/status").path("verdicts").path("counted").asLong();
    }

    /** How many of the twelve it has; the first byte of its answer to a neighbour. */
    private int partitionsOf(Aggregator aggregator) throws Exception {
        var answer = fleet.get(aggregator, "/internal/intake");
        return answer.statusCode() == 200 ? answer.body().charAt(0) : -1;
    }

    private String answer(Aggregator aggregator, String path) throws Exception {
        return fleet.get(aggregator, path).body().replaceFirst("\"to\":\"[^\"]*\"", "\"to\":\"now\"");
    }

    private JsonNode json(Aggregator aggregator, String path) throws Exception {
        return new ObjectMapper().readTree(fleet.get(aggregator, path).body());
    }
}
