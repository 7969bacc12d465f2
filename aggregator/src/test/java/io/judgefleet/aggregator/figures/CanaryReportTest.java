package io.judgefleet.aggregator.figures;

import static io.judgefleet.aggregator.VerdictFixtures.NOON;
import static io.judgefleet.aggregator.VerdictFixtures.sample;
import static io.judgefleet.aggregator.VerdictFixtures.scored;
import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.aggregator.RecountedCounts;
import io.judgefleet.aggregator.counts.Window;
import io.judgefleet.aggregator.slice.Slice;
import io.judgefleet.metrics.Absence;
import io.judgefleet.metrics.Figure;
import io.judgefleet.metrics.drift.ScoreHistogram;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Which round canaries are compared with. */
final class CanaryReportTest {
    private static final List<String> ROUNDS = List.of("2026-01-01", "2026-01-02", "2026-01-03");

    private final RecountedCounts counts = new RecountedCounts();

    @Test
    void shouldCompareWithTheNextRoundWhenTheFirstIsHalfForgotten() {
        ROUNDS.forEach(round -> judge(round, 40));
        var scores = new HashMap<>(counts.canaries());
        scores.replaceAll((slice, histogram) ->
                slice.canaryRound().orElseThrow().equals("2026-01-01") ? histogram.minus(9) : histogram);

        var report = report(scores);

        assertThat(report.rounds()).extracting(CanaryReport.Round::name).containsExactly("2026-01-02", "2026-01-03");
        assertThat(figure(report, "canaryPsi").counts()).containsEntry("reference", 160L);
    }

    @Test
    void shouldNotWatchWhenTheFirstRoundIsTooSmallToBeABaseline() {
        ROUNDS.forEach(round -> judge(round, 7));

        var report = report(counts.canaries());

        assertThat(figure(report, "canaryScoreDrift").absence()).contains(Absence.TOO_FEW);
        assertThat(figure(report, "canaryParseDrift").counts()).containsEntry("reference", 14L);
        assertThat(report.alarms()).isEmpty();
    }

    private void judge(String round, int canaries) {
        for (var i = 0; i < canaries; i++) {
            counts.add(sample("c" + i).arm("canary", round).judged(scored(9, 5), scored(5, 9)));
        }
    }

    private CanaryReport report(Map<Slice, ScoreHistogram> scores) {
        return CanaryReport.of(scores, counts.slices(Window.ALL, NOON)).getFirst();
    }

    private static Figure figure(CanaryReport report, String name) {
        return Objects.requireNonNull(report.figures().get(name), name);
    }
}
