package io.judgefleet.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.cli.Ran;
import io.judgefleet.cli.console.ExitCode;
import org.junit.jupiter.api.Test;

class ReportCommandsTest {
    private static final String LEADERBOARD = """
        {"window": {"name": "1h"}, "policy": "strict", "resolution": "agree-or-tie", "leaderboards": [
          {"judge": {"name": "tiny", "fingerprint": "9f0c112233445566", "weightsOrigin": "random"}, "mode": "pair",
           "votes": 99, "groups": 1, "rows": [
             {"rank": 1, "bestRank": 1, "worstRank": 2, "model": "llama-7b", "votes": 42,
              "rating": {"value": 1125.83, "interval": {"low": 1101.2, "high": 1150.4}, "lowCount": false},
              "winRate": {"value": 0.7, "lowCount": true}, "consistency": {"absence": "too-few"}},
             {"rank": 2, "bestRank": 1, "worstRank": 2, "model": "opt", "votes": 57,
              "rating": {"absence": "unbounded"}}]}]}
        """;
    private static final String MODELS = """
        {"figures": [
           {"name": "consistency", "title": "swap consistency", "unit": "share", "scopes": ["judge"], "headline": ["judge"]},
           {"name": "cohenKappa", "title": "Cohen's kappa with labels", "unit": "coefficient", "scopes": ["judge"],
            "headline": ["judge"]},
           {"name": "errorRate", "title": "error rate of passes", "unit": "share", "scopes": ["judge"], "headline": []},
           {"name": "winRate", "title": "win rate", "unit": "share", "scopes": ["model"], "headline": ["model"]}],
         "window": {"name": "all"}, "policy": "strict", "resolution": "agree-or-tie", "judges": [
          {"judge": {"name": "judgelm-7b", "fingerprint": "9f0c", "weightsOrigin": "trained"}, "mode": "pair",
           "counts": {"verdicts": 999, "complete": 990, "half": 6, "empty": 3, "labelled": 990, "withoutMajority": 9,
             "unlabelled": 0, "passes": {"scored": 1986, "unparsable": 12, "refused": 0}},
           "figures": {
             "consistency": {"value": 0.8357, "interval": {"low": 0.811, "high": 0.857}, "counts": {"n": 990}},
             "cohenKappa": {"value": 0.41234, "interval": {"low": 0.37, "high": 0.45}, "counts": {"n": 990}}},
           "models": [{"model": "a,b", "counts": {"verdicts": 500, "wins": 200, "ties": 90, "losses": 205},
             "figures": {"winRate": {"value": 0.5, "counts": {"n": 495}}}}]}]}
        """;

    @Test
    void shouldPrintBoardAndSayAloudThatWeightsAreRandomWhenTheyAre() {
        try (var aggregator = new FakeAggregator(200, LEADERBOARD)) {
            var ran = Ran.run("leaderboard", "--window", "1h", "--judge", "tiny", "--aggregator-url", aggregator.url());

            assertThat(ran.exitCode()).isEqualTo(ExitCode.DONE);
            assertThat(ran.outLines())
                    .containsExactly(
                            "judge tiny (9f0c11223344), mode pair, window 1h, policy strict, resolution agree-or-tie",
                            "*** the judge has random weights: its verdicts mean nothing ***",
                            "rank  range  model        rating     95 % interval  votes  win rate  consistency  agreement",
                            "   1    1-2  llama-7b     1125.8  1101.2 to 1150.4     42   70.0 %*      too few          -",
                            "   2    1-2  opt       unbounded                 -     57         -            -          -",
                            "");
            assertThat(aggregator.asked()).containsExactly("/api/leaderboard?window=1h&judge=tiny");
        }
    }

    @Test
    void shouldPrintWhatHoldsLengthAndStyleFixedWhenAskedFor() {
        var answer = LEADERBOARD.replace("\"votes\": 42,", """
            "votes": 42, "controlled": {"lengthControlledWinRate": {"value": 0.611}, "styleControlled": {"value": 1101.5}},
            """);
        try (var aggregator = new FakeAggregator(200, answer)) {
            var ran = Ran.run("leaderboard", "--controls", "--bootstrap", "--aggregator-url", aggregator.url());

            assertThat(ran.outLines())
                    .anySatisfy(line -> assertThat(line).contains("at equal length", "at equal style"))
                    .anySatisfy(line -> assertThat(line).contains("llama-7b", "61.1 %", "1101.5"));
            assertThat(aggregator.asked()).containsExactly("/api/leaderboard?bootstrap=true&controls=true");
        }
    }

    @Test
    void shouldForgeNoRowAndMoveNoColumnWhenModelHasHostileName() {
        var answer = LEADERBOARD
                .replace("llama-7b", "m\\u001b[31mred\\r\\nFAKE")
                .replace("\"opt\"", "\"你好\\u202e\"")
                .replace(
                        "\"groups\"",
                        "\"lookAlikes\": [[\"ant\", \"ant\\u200b\"], [\"né\", \"ne\\u0301\"]], \"groups\"");
        try (var aggregator = new FakeAggregator(200, answer)) {
            var ran = Ran.run("leaderboard", "--aggregator-url", aggregator.url());

            assertThat(ran.outLines())
                    .contains(
                            "rank  range  model                              rating     95 % interval  votes  win rate "
                                    + " consistency  agreement",
                            "   1    1-2  m\\u001b[31mred\\u000d\\u000aFAKE     1125.8  1101.2 to 1150.4     42   70.0 %*"
                                    + "      too few          -",
                            "   2    1-2  你好\\u202e                      unbounded                 -     57         -    "
                                    + "        -          -",
                            "look alike, but are different models: \"ant\", \"ant\\u200b\"",
                            "look alike, but are different models: \"n\\u00e9\", \"ne\\u0301\"");
        }
    }

    @Test
    void shouldWriteNothingToTheTerminalWhenJsonHasHostileNames() {
        try (var aggregator = new FakeAggregator(200, "{\"model\": \"a\u202E\u009B2Jb\"}")) {
            assertThat(Ran.run("leaderboard", "--json", "--aggregator-url", aggregator.url())
                            .out())
                    .isEqualTo("{\"model\": \"a\\u202e\\u009b2Jb\"}\n");
        }
    }

    @Test
    void shouldMarkFormulaWhenMetricsAreWantedAsCsv() {
        try (var aggregator = new FakeAggregator(200, MODELS.replace("a,b", "=1+1"))) {
            assertThat(Ran.run("metrics", "--csv", "--aggregator-url", aggregator.url())
                            .out())
                    .contains(",'=1+1,winRate,0.5,,,495,\n");
        }
    }

    @Test
    void shouldPassAnswerOnWhenJsonOrCsvIsWanted() {
        try (var aggregator = new FakeAggregator(200, "judge,model\n")) {
            assertThat(Ran.run("leaderboard", "--csv", "--aggregator-url", aggregator.url())
                            .out())
                    .isEqualTo("judge,model\n");
            assertThat(Ran.run("leaderboard", "--json", "--aggregator-url", aggregator.url())
                            .out())
                    .isEqualTo("judge,model\n");
            assertThat(aggregator.asked()).containsExactly("/api/leaderboard.csv", "/api/leaderboard");
        }
    }

    @Test
    void shouldPrintCountsFiguresAndModelsWhenMetricsAreAsked() {
        try (var aggregator = new FakeAggregator(200, MODELS)) {
            var ran = Ran.run("metrics", "--category", "a b", "--aggregator-url", aggregator.url());

            assertThat(ran.out())
                    .contains(
                            "verdicts 999: 990 complete, 6 half, 3 empty; 990 labelled, 9 without majority, 0"
                                    + " unlabelled",
                            "passes: 1986 scored, 12 unparsable",
                            "swap consistency           83.6 %  81.1 to 85.7 %  990",
                            "Cohen's kappa with labels   0.412  0.370 to 0.450  990",
                            "a,b         500   200    90     205    50.0 %")
                    .doesNotContain("random weights", "error rate");
            assertThat(aggregator.asked())
                    .containsExactly("/api/models?category=a+b", "/api/definitions", "/api/status");
        }
    }

    @Test
    void shouldPrintFiguresThatAreNotShownByDefaultWhenAllAreAskedFor() {
        try (var aggregator = new FakeAggregator(200, MODELS)) {
            var ran = Ran.run("metrics", "--all", "--aggregator-url", aggregator.url());

            assertThat(ran.out())
                    .contains("swap consistency           83.6 %  81.1 to 85.7 %  990")
                    .containsPattern("error rate of passes +- +- +-");
        }
    }

    @Test
    void shouldSayWhatIsInNoFigureWhenVerdictsAreLateOrUnreadable() {
        var answer = """
                {"judges": [], "verdicts": {"read": 14400, "late": 14400}, "deadLettersBy": {"verdicts": 2}}""";
        try (var aggregator = new FakeAggregator(200, answer)) {
            var ran = Ran.run("metrics", "--aggregator-url", aggregator.url());

            assertThat(ran.err())
                    .contains(
                            "14400 verdicts are late and in no figure: judged longer ago than judgefleet.aggregator.horizon",
                            "2 verdicts or labels could not be counted: judgefleet"
                                    + " dead-letters list --topic verdicts.dead-letters");
        }
    }

    @Test
    void shouldPrintLineForEachFigureWhenMetricsAreWantedAsCsv() {
        try (var aggregator = new FakeAggregator(200, MODELS)) {
            var ran = Ran.run("metrics", "--csv", "--model", "a,b c", "--aggregator-url", aggregator.url());

            assertThat(ran.outLines())
                    .contains(
                            "judge,fingerprint,mode,window,policy,resolution,model,figure,value,low,high,n,absence",
                            "judgelm-7b,9f0c,pair,all,strict,agree-or-tie,,consistency,0.8357,0.811,0.857,990,",
                            "judgelm-7b,9f0c,pair,all,strict,agree-or-tie,\"a,b\",winRate,0.5,,,495,");
            assertThat(aggregator.asked()).containsExactly("/api/models/a%2Cb%20c");
        }
    }

    @Test
    void shouldSayWhatAggregatorSaysWhenQueryIsWrong() {
        try (var aggregator = new FakeAggregator(400, "{\"message\": \"expected a window, found \\\"7d\\\"\"}")) {
            var ran = Ran.run("metrics", "--window", "7d", "--aggregator-url", aggregator.url());

            assertThat(ran.exitCode()).isEqualTo(ExitCode.USAGE);
            assertThat(ran.err()).isEqualTo("judgefleet: expected a window, found \"7d\"\n");
        }
    }

    @Test
    void shouldSayNotReadyWhenAggregatorRestores() {
        try (var aggregator = new FakeAggregator(503, "{\"message\": \"restoring\"}")) {
            var ran = Ran.run("leaderboard", "--aggregator-url", aggregator.url());

            assertThat(ran.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
            assertThat(ran.err()).isEqualTo("judgefleet: the aggregator is not ready yet: restoring\n");
        }
    }

    @Test
    void shouldSayThatThereIsNothingWhenNothingWasJudged() {
        try (var aggregator = new FakeAggregator(200, "{\"judges\": []}")) {
            assertThat(Ran.run("metrics", "--aggregator-url", aggregator.url()).err())
                    .isEqualTo("no verdicts yet\n");
            assertThat(Ran.run("metrics", "--judge", "nobody", "--window", "1h", "--aggregator-url", aggregator.url())
                            .err())
                    .isEqualTo("no verdicts of window 1h, judge nobody yet\n");
        }
    }
}
