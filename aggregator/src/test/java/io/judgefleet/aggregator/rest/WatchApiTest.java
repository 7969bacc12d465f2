package io.judgefleet.aggregator.rest;

import static io.judgefleet.aggregator.VerdictFixtures.NOON;
import static io.judgefleet.aggregator.VerdictFixtures.sample;
import static io.judgefleet.aggregator.VerdictFixtures.scored;
import static io.judgefleet.aggregator.VerdictFixtures.unparsable;
import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.deployable.HttpAccess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Over HTTP: limits, canaries, and standings with something held fixed. */
class WatchApiTest {
    private final RestFixture fixture = new RestFixture(HttpAccess.OPEN);

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void shouldShowStandingsAndEventsWhenAlertsAreAskedFor() throws Exception {
        for (var i = 0; i < 20; i++) {
            fixture.counts.add(sample("c" + i).judged(unparsable(), unparsable()));
        }
        fixture.handOn();

        var alerts = fixture.json("/api/alerts");

        var standing = alerts.path("standings").path(0);
        assertThat(standing.path("rule").asText()).isEqualTo("parse-rate");
        assertThat(standing.path("state").asText()).isEqualTo("raised");
        assertThat(standing.path("since").asText()).isEqualTo(NOON.toString());
        assertThat(standing.path("limit").path("direction").asText()).isEqualTo("floor");
        assertThat(standing.path("figure").path("counts").path("n").asLong()).isEqualTo(40);
        assertThat(alerts.path("events")).hasSize(1);
        assertThat(alerts.path("uncounted").findValuesAsText("what")).containsExactly("late-verdicts", "dead-letters");
        assertThat(alerts.path("uncounted").findValuesAsText("state")).containsExactly("ok", "ok");
    }

    @Test
    void shouldTellDriftOfJudgeWhenCanariesAreJudgedAgain() throws Exception {
        for (var i = 0; i < 60; i++) {
            fixture.counts.add(
                    sample("c" + i).arm("canary", "2026-01-01T00:00:00Z").judged(scored(4 + i % 4, 3), scored(3, 4)));
            fixture.counts.add(
                    sample("c" + i).arm("canary", "2026-01-02T00:00:00Z").judged(scored(8 + i % 2, 9), scored(9, 8)));
            fixture.counts.add(sample("c" + i).judged(scored(4 + i % 4, 3), scored(3, 4)));
        }

        var canary = fixture.json("/api/canaries").path("canaries").path(0);

        assertThat(canary.path("rounds")).hasSize(2);
        assertThat(canary.path("figures").path("canaryPsi").path("value").asDouble())
                .isGreaterThan(0.25);
        assertThat(canary.path("alarms").path("page-hinkley-score").asText()).isEqualTo("2026-01-02T00:00:00Z");
        // Its verdicts are in no other figure.
        assertThat(verdicts("/api/models")).isEqualTo(60);
    }

    @Test
    void shouldSeeNoDriftWhenCanariesAreJudgedAlike() throws Exception {
        for (var i = 0; i < 60; i++) {
            fixture.counts.add(
                    sample("c" + i).arm("canary", "2026-01-01T00:00:00Z").judged(scored(4 + i % 4, 3), scored(3, 4)));
            fixture.counts.add(
                    sample("c" + i).arm("canary", "2026-01-02T00:00:00Z").judged(scored(4 + i % 4, 3), scored(3, 4)));
        }

        var canary = fixture.json("/api/canaries").path("canaries").path(0);

        assertThat(canary.path("figures").path("canaryPsi").path("value").asDouble())
                .isZero();
        assertThat(canary.path("alarms")).isEmpty();
    }

    @Test
    void shouldTakeLengthAndStyleOutOfStandingsWhenControlsAreAskedFor() throws Exception {
        // Whichever answer is longer and has more lists wins; bee's mostly are.
        for (var i = 0; i < 40; i++) {
            var isBeeLonger = i % 4 != 0;
            var brief = "word ".repeat(10 + i % 7);
            var verbose = "- word\n".repeat(60 + i % 5);
            var noise = i % 8 == 1;
            fixture.counts.add(sample("c" + i)
                    .written(isBeeLonger ? brief : verbose, isBeeLonger ? verbose : brief)
                    .judged(scored(isBeeLonger ^ noise ? 2 : 9, 5), scored(5, isBeeLonger ^ noise ? 2 : 9)));
        }

        var plain = fixture.json("/api/leaderboard").path("leaderboards").path(0);
        var board = fixture.json("/api/leaderboard?controls=true")
                .path("leaderboards")
                .path(0);

        assertThat(plain.path("rows").path(0).path("controlled")).isEmpty();
        var bee = board.path("rows").path(0);
        assertThat(bee.path("model").asText()).isEqualTo("bee");
        assertThat(bee.path("winRate").path("value").asDouble()).isGreaterThan(0.6);
        var controlled = bee.path("controlled");
        assertThat(controlled.path("lengthControlledWinRate").path("value").asDouble())
                .isLessThan(bee.path("winRate").path("value").asDouble());
        assertThat(controlled.path("lengthSlope").path("value").asDouble()).isPositive();
        assertThat(controlled.path("styleControlled").path("value").asDouble())
                .isLessThan(bee.path("rating").path("value").asDouble());
        assertThat(board.path("stylePulls").path("lists").path("value").asDouble())
                .isPositive();
        assertThat(fixture.get("/api/leaderboard.csv?controls=true")
                        .body()
                        .lines()
                        .toList()
                        .get(1))
                .doesNotEndWith(",,");
        assertThat(fixture.get("/api/models?controls=true").statusCode()).isEqualTo(400);
    }

    @Test
    void shouldRefuseBootstrapWhenItIsOff() throws Exception {
        var refused = fixture.get("/api/leaderboard?bootstrap=true");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("expected judgefleet.aggregator.bootstrap beside bootstrap=true");
    }

    private long verdicts(String path) throws Exception {
        return fixture.json(path)
                .path("judges")
                .path(0)
                .path("counts")
                .path("verdicts")
                .asLong();
    }
}
