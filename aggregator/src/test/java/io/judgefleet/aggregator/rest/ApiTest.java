package io.judgefleet.aggregator.rest;

import static io.judgefleet.aggregator.VerdictFixtures.NOON;
import static io.judgefleet.aggregator.VerdictFixtures.label;
import static io.judgefleet.aggregator.VerdictFixtures.sample;
import static io.judgefleet.aggregator.VerdictFixtures.scored;
import static io.judgefleet.aggregator.VerdictFixtures.unparsable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import com.fasterxml.jackson.databind.JsonNode;
import io.judgefleet.aggregator.MtBenchEvents;
import io.judgefleet.comparisons.Label;
import io.judgefleet.deployable.HttpAccess;
import io.judgefleet.judgement.Preference;
import io.judgefleet.metrics.text.Csv;
import io.judgefleet.schemas.Verdict;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiTest {
    private final RestFixture fixture = new RestFixture(HttpAccess.OPEN);

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void shouldShowCountsAndFiguresWhenModelsAreAskedFor() throws Exception {
        wins("w", 6, "ant", "bee");
        fixture.counts.add(sample("biased").judged(scored(9, 3), scored(9, 3)));
        fixture.counts.add(sample("half").judged(scored(9, 3), unparsable()));
        fixture.counts.add(label("w0", "ann", Preference.FIRST));

        var judge = fixture.json("/api/models").path("judges").path(0);

        assertThat(judge.path("judge").path("name").asText()).isEqualTo("tiny");
        assertThat(judge.path("judge").path("weightsOrigin").asText()).isEqualTo("trained");
        assertThat(judge.path("mode").asText()).isEqualTo("pair");
        assertThat(judge.path("counts"))
                .hasToString(
                        "{\"verdicts\":8,\"complete\":7,\"half\":1,\"empty\":0,\"oneOrder\":0,\"labelled\":1,\"withoutMajority\":0,"
                                + "\"unlabelled\":7,\"passes\":{\"scored\":15,\"truncated\":0,\"unparsable\":1,\"refused\":0,"
                                + "\"failed\":0,\"timed-out\":0}}");
        assertThat(judge.path("swap")).hasToString("[[6,0,1],[0,0,0],[0,0,0]]");
        assertThat(judge.path("agreement")).hasToString("[[1,0,0],[0,0,0],[0,0,0]]");
        var consistency = judge.path("figures").path("consistency");
        assertThat(consistency.path("definition").asText()).isEqualTo("B4.consistency");
        assertThat(consistency.path("policy").asText()).isEqualTo("strict");
        assertThat(consistency.path("value").asDouble()).isEqualTo(6.0 / 7);
        assertThat(consistency.path("counts")).hasToString("{\"consistent\":6,\"n\":7}");
        assertThat(consistency.path("interval").path("method").asText()).isEqualTo("clopper-pearson");
        assertThat(consistency.path("lowCount").asBoolean()).isTrue();
        assertThat(consistency.has("absence")).isFalse();
        var agreement = judge.path("figures").path("agreement");
        assertThat(agreement.has("value")).isFalse();
        assertThat(agreement.path("absence").asText()).isEqualTo("too-few");
        assertThat(names(judge.path("models"))).isEqualTo("ant bee");
        assertThat(judge.path("models").path(1).path("counts").path("losses").asLong())
                .isEqualTo(6);
    }

    @Test
    void shouldCountPassesWithoutScoresWhenPolicySaysSo() throws Exception {
        wins("w", 6, "ant", "bee");
        fixture.counts.add(sample("half").judged(scored(9, 3), unparsable()));

        assertThat(n("/api/models")).isEqualTo(6);
        assertThat(n("/api/models?policy=tie")).isEqualTo(7);
        assertThat(n("/api/models?policy=wrong")).isEqualTo(7);
    }

    /** One right pass beside an unreadable one is right, and the comparison is inconsistent. */
    @Test
    void shouldGiveBothFiguresOfJudgeBenchWhenItsRuleIsAskedFor() throws Exception {
        for (var i = 0; i < 6; i++) {
            fixture.counts.add(label("c" + i, "gold", Preference.FIRST));
            fixture.counts.add(sample("c" + i).judged(scored(9, 3), unparsable()));
        }

        var answer = fixture.json("/api/models?policy=judgebench");

        var figures = answer.path("judges").path(0).path("figures");
        assertThat(answer.path("resolution").asText()).isEqualTo("majority");
        assertThat(figures.path("agreement").path("value").asDouble()).isEqualTo(1);
        assertThat(figures.path("agreement").path("policy").asText()).isEqualTo("judgebench");
        assertThat(figures.path("consistency").path("value").asDouble()).isZero();
        assertThat(fixture.get("/api/models?policy=judgebench&resolution=score-mean")
                        .body())
                .contains("expected resolution majority beside policy judgebench");
    }

    @Test
    void shouldKeepJudgesApartAndLeaveExperimentsOutWhenModelsAreAskedFor() throws Exception {
        fixture.counts.add(sample("c1").judged(scored(9, 3), scored(3, 9)));
        fixture.counts.add(sample("c1").by("other").judged(scored(9, 3), scored(3, 9)));
        fixture.counts.add(sample("c1").arm("e1", "verbose").judged(scored(9, 3), scored(3, 9)));

        var judges = fixture.json("/api/models").path("judges");

        assertThat(judges).hasSize(2);
        assertThat(judges.path(0).path("judge").path("name").asText()).isEqualTo("other");
        assertThat(judges.path(0).path("counts").path("verdicts").asLong()).isEqualTo(1);
        assertThat(fixture.json("/api/models?judge=tiny").path("judges")).hasSize(1);
    }

    @Test
    void shouldNarrowToWindowDatasetAndCategoryWhenAsked() throws Exception {
        fixture.counts.add(sample("c1").at(NOON.minus(Duration.ofMinutes(30))).judged(scored(9, 3), scored(3, 9)));
        fixture.counts.add(sample("c2").in("farm", "math").judged(scored(9, 3), scored(3, 9)));

        assertThat(verdicts("/api/models?window=5m")).isEqualTo(1);
        assertThat(verdicts("/api/models?window=1h")).isEqualTo(2);
        assertThat(verdicts("/api/models?category=")).isEqualTo(1);
        assertThat(verdicts("/api/models?dataset=farm&category=math")).isEqualTo(1);
        assertThat(verdicts("/api/models?dataset=none")).isZero();
        assertThat(fixture.json("/api/models?window=1h").path("window"))
                .hasToString("{\"name\":\"1h\",\"from\":\"2026-03-01T11:01:00Z\",\"to\":\"2026-03-01T12:00:00Z\","
                        + "\"step\":\"PT1M\"}");
        assertThat(fixture.json("/api/filters").path("categories")).hasToString("[\"\",\"math\"]");
    }

    @Test
    void shouldRefuseWithReasonWhenParameterIsWrong() throws Exception {
        var answer = fixture.get("/api/models?window=7d");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .isEqualTo("{\"message\":\"expected a window of 5m, 1h, 24h or all, found \\\"7d\\\"\"}");
        assertThat(fixture.get("/api/leaderboard?policy=lax").body()).contains("strict, tie, wrong or judgebench");
        assertThat(fixture.get("/api/leaderboard.csv?resolution=best").statusCode())
                .isEqualTo(400);
        assertThat(fixture.get("/api/models?windw=1h").body()).contains("windw");
    }

    @Test
    void shouldAnswerNotFoundWhenModelWasNeverJudged() throws Exception {
        fixture.counts.add(sample("c1")
                .of("org/ant", "bee")
                .at(NOON.minus(Duration.ofDays(2)))
                .judged(scored(9, 3), scored(3, 9)));

        assertThat(fixture.get("/api/models/cow").statusCode()).isEqualTo(404);
        assertThat(fixture.get("/api/models/cow").body()).contains("cow");
        assertThat(names(fixture.json("/api/models/org/ant")
                        .path("judges")
                        .path(0)
                        .path("models")))
                .isEqualTo("org/ant");
        assertThat(names(fixture.json("/api/models/org%2Fant")
                        .path("judges")
                        .path(0)
                        .path("models")))
                .isEqualTo("org/ant");
        assertThat(fixture.json("/api/models/bee?window=1h").path("judges")).isEmpty();
    }

    @Test
    void shouldRankModelsAndLeaveUnboundedWithoutRatingWhenOneLosesAlways() throws Exception {
        wins("a", 12, "ant", "bee");
        wins("b", 6, "bee", "ant");
        wins("c", 5, "bee", "cow");

        var board = fixture.json("/api/leaderboard").path("leaderboards").path(0);

        assertThat(board.path("votes").asLong()).isEqualTo(23);
        assertThat(board.path("groups").asLong()).isEqualTo(2);
        assertThat(names(board.path("rows"))).isEqualTo("ant bee cow");
        var first = board.path("rows").path(0);
        // Two wins of three are ln 2 log-odds, half of them above the mean.
        assertThat(first.path("rating").path("value").asDouble()).isCloseTo(1000 + 200 * Math.log10(2), offset(1e-6));
        assertThat(first.path("rating").path("interval").path("method").asText())
                .isEqualTo("sandwich");
        assertThat(first.path("votes").asLong()).isEqualTo(18);
        assertThat(board.path("rows").path(2).path("rating").path("absence").asText())
                .isEqualTo("unbounded");
        assertThat(board.path("rows").path(2).path("group").asInt()).isEqualTo(2);
        assertThat(board.path("matrix").path("wins")).hasToString("[[0,12,0],[6,0,5],[0,0,0]]");
    }

    /** The paper's setups over REST: every vote of an expert counts, and a comparison without a majority too. */
    @ParameterizedTest
    @CsvSource({"1, 886, 1343, 727, 859", "2, 871, 1325, 731, 864"})
    void shouldCountVotesAsPublishedWhenExpertsOfMtBenchVoted(int turn, long agree1, long n1, long agree2, long n2)
            throws Exception {
        MtBenchEvents.experts().forEach(event -> {
            if (event instanceof Verdict verdict) {
                fixture.counts.add(verdict);
            } else if (event instanceof Label label) {
                fixture.counts.add(label);
            }
        });

        var figures = fixture.json("/api/models?category=turn%20" + turn)
                .path("judges")
                .path(0)
                .path("figures");

        assertThat(figures.path("setup1").path("counts")).hasToString("{\"agree\":%d,\"n\":%d}".formatted(agree1, n1));
        assertThat(figures.path("setup2").path("counts")).hasToString("{\"agree\":%d,\"n\":%d}".formatted(agree2, n2));
        assertThat(figures.path("agreement").path("counts").path("n").asLong()).isLessThan(n1);
    }

    @Test
    void shouldRankWinnerFirstWhenItNeverLost() throws Exception {
        wins("a", 10, "zebra", "ant");

        var board = fixture.json("/api/leaderboard").path("leaderboards").path(0);

        assertThat(names(board.path("rows"))).isEqualTo("zebra ant");
        assertThat(board.path("rows").path(0).path("rank").asInt()).isEqualTo(1);
        assertThat(board.path("rows").path(1).path("rank").asInt()).isEqualTo(2);
        assertThat(board.path("rows").path(1).path("bestRank").asInt()).isEqualTo(2);
    }

    @Test
    void shouldQuoteFieldsWhenLeaderboardIsCsv() throws Exception {
        wins("a", 6, "ant, \"big\"", "bee");
        wins("b", 6, "bee", "ant, \"big\"");

        var answer = fixture.get("/api/leaderboard.csv");

        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/csv"));
        var lines = answer.body().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.getFirst())
                .isEqualTo(
                        "judge,fingerprint,mode,group,rank,bestRank,worstRank,model,rating,ratingLow,ratingHigh,votes,"
                                + "winRate,winRateLow,winRateHigh,consistency,agreement,"
                                + "lengthControlledWinRate,styleControlled,lengthSlope,longerPreferred");
        assertThat(lines.get(1))
                .startsWith("tiny,")
                .contains(",pair,1,1,1,2,\"ant, \"\"big\"\"\",1000.0,")
                .endsWith(",1.0,,,,,");
    }

    @Test
    void shouldHarmNeitherTerminalNorSpreadsheetWhenModelHasHostileName() throws Exception {
        wins("a", 6, "=cmd|' /C calc'!A0", "m2\r\nFAKE,ROW\u001b[31m");
        wins("b", 6, "m2\r\nFAKE,ROW\u001b[31m", "=cmd|' /C calc'!A0");

        var csv = fixture.get("/api/leaderboard.csv").body();

        assertThat(csv).matches("[ -~\n]+").endsWith("\n");
        assertThat(csv.lines().skip(1).map(Csv::parse).map(cells -> cells.get(7)))
                .containsExactlyInAnyOrder("=cmd|' /C calc'!A0", "m2\r\nFAKE,ROW\u001b[31m");
        assertThat(csv).contains(",'=cmd|' /C calc'!A0,", ",\"m2\\u000d\\u000aFAKE,ROW\\u001b[31m\",");
    }

    @Test
    void shouldNameLookAlikesWhenNamesDifferByWhatCannotBeSeen() throws Exception {
        wins("a", 6, "ant", "ant\u200B");
        wins("b", 6, "bee", "ant");

        var board = fixture.json("/api/leaderboard").path("leaderboards").path(0);

        assertThat(board.path("lookAlikes")).hasToString("[[\"ant\",\"ant\u200B\"]]");
    }

    private void wins(String prefix, int count, String winner, String loser) {
        IntStream.range(0, count).mapToObj(i -> win(prefix + i, winner, loser)).forEach(fixture.counts::add);
    }

    private static Verdict win(String comparison, String winner, String loser) {
        return sample(comparison).of(winner, loser).judged(scored(9, 3), scored(3, 9));
    }

    private long n(String path) throws Exception {
        return fixture.json(path)
                .path("judges")
                .path(0)
                .path("figures")
                .path("consistency")
                .path("counts")
                .path("n")
                .asLong();
    }

    private long verdicts(String path) throws Exception {
        return fixture.json(path)
                .path("judges")
                .path(0)
                .path("counts")
                .path("verdicts")
                .asLong();
    }

    private static String names(JsonNode rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.path("model").asText())
                .collect(Collectors.joining(" "));
    }
}
