package io.judgefleet.aggregator.figures;

import static io.judgefleet.aggregator.VerdictFixtures.NOON;
import static io.judgefleet.aggregator.VerdictFixtures.sample;
import static io.judgefleet.aggregator.VerdictFixtures.scored;
import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.aggregator.RecountedCounts;
import io.judgefleet.aggregator.counts.Window;
import io.judgefleet.aggregator.figures.Reports.Extras;
import io.judgefleet.metrics.Bootstrap;
import io.judgefleet.metrics.Figure;
import io.judgefleet.metrics.Interval;
import io.judgefleet.metrics.IntervalMethod;
import io.judgefleet.schemas.figures.LeaderboardRow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportsTest {
    private static final Extras RESAMPLED = new Extras(false, true);
    private static final Query QUERY = Query.of(Window.ALL);

    private final RecountedCounts counts = new RecountedCounts();
    private final Reports reports = new Reports(counts, Bootstrap.REPLICATES, true);

    @Test
    void shouldWidenIntervalsWhenVerdictsOfAQuestionAreAlike() {
        judge();

        var plain = consistency(Extras.NONE);
        var resampled = consistency(RESAMPLED);

        assertThat(resampled.value()).isEqualTo(plain.value());
        assertThat(width(resampled)).isGreaterThan(2 * width(plain));
        assertThat(resampled.counts()).containsEntry("droppedReplicates", 0L);
        assertThat(rows(RESAMPLED)).allSatisfy(row -> {
            assertThat(method(row.rating())).isEqualTo(IntervalMethod.POISSON_BOOTSTRAP);
            assertThat(method(row.column("winRate"))).isEqualTo(IntervalMethod.POISSON_BOOTSTRAP);
            assertThat(row.rating()
                            .interval()
                            .orElseThrow()
                            .contains(row.rating().value().orElseThrow()))
                    .isTrue();
        });
        assertThat(rows(Extras.NONE))
                .allSatisfy(row -> assertThat(method(row.rating())).isEqualTo(IntervalMethod.SANDWICH));
    }

    @Test
    void shouldGiveTheSameIntervalsWhenVerdictsComeInAnotherOrder() {
        judge();
        var other = new RecountedCounts();
        counts.verdicts().reversed().forEach(other::add);

        assertThat(new Reports(other, Bootstrap.REPLICATES, true).standings(QUERY, NOON, RESAMPLED))
                .isEqualTo(reports.standings(QUERY, NOON, RESAMPLED));
    }

    @Test
    void shouldPublishBothWhenBootstrapIsOn() {
        judge();

        var snapshot = reports.snapshot(NOON);

        assertThat(snapshot.leaderboards())
                .allSatisfy(board -> assertThat(board.rows())
                        .allSatisfy(
                                row -> assertThat(method(row.rating())).isEqualTo(IntervalMethod.POISSON_BOOTSTRAP)));
        assertThat(snapshot.metrics())
                .isNotEmpty()
                .allSatisfy(metrics ->
                        assertThat(method(consistency(metrics.figures()))).isEqualTo(IntervalMethod.POISSON_BOOTSTRAP));
        assertThat(new Reports(counts, 0, true).snapshot(NOON).leaderboards())
                .allSatisfy(board -> assertThat(board.rows())
                        .allSatisfy(row -> assertThat(method(row.rating())).isEqualTo(IntervalMethod.SANDWICH)));
    }

    @Test
    void shouldPublishControlledColumnsWhenLooksAreKnown() {
        for (var i = 0; i < 40; i++) {
            var isLonger = i % 4 != 0;
            var brief = "word ".repeat(10 + i % 7);
            var verbose = "- word\n".repeat(60 + i % 5);
            counts.add(sample("c" + i)
                    .written(isLonger ? brief : verbose, isLonger ? verbose : brief)
                    .judged(scored(isLonger ^ i % 8 == 1 ? 2 : 9, 5), scored(5, isLonger ^ i % 8 == 1 ? 2 : 9)));
        }

        assertThat(reports.snapshot(NOON).leaderboards())
                .isNotEmpty()
                .allSatisfy(board -> assertThat(board.rows())
                        .allSatisfy(row -> assertThat(row.controlled())
                                .containsKeys("lengthControlledWinRate", "styleControlled")));
        assertThat(new Reports(counts, 0, false).snapshot(NOON).leaderboards())
                .isNotEmpty()
                .allSatisfy(board -> assertThat(board.rows())
                        .allSatisfy(row -> assertThat(row.controlled()).isEmpty()));
    }

    /** The release is in every verdict; what it wrote can be compared unless its output version says otherwise. */
    @ParameterizedTest
    @CsvSource({"'2', '2', 1", "'2', '3', 2", "'', '', 2"})
    void shouldKeepBoardWhenWorkersOfAnotherReleaseWriteTheSame(String before, String after, int boards) {
        for (var i = 0; i < 12; i++) {
            var winner = i % 3 == 0 ? scored(3, 9) : scored(9, 3);
            var sample = sample("c" + i).of("ant", "bee").asking("q" + i);
            counts.add((i < 6 ? sample.release("0.1.0", before) : sample.release("0.2.0", after))
                    .judged(winner, i % 3 == 0 ? scored(9, 3) : scored(3, 9)));
        }

        assertThat(reports.standings(QUERY, NOON, Extras.NONE))
                .hasSize(boards)
                .allSatisfy(standings -> assertThat(standings.board().votes()).isEqualTo(12 / boards));
    }

    /** Ten questions, each with its own winner and its own consistency in all of twenty comparisons. */
    private void judge() {
        var models = List.of("ant", "bee", "cow");
        var random = new Random(4);
        var verdicts = new ArrayList<Runnable>();
        for (var i = 0; i < 600; i++) {
            var question = random.nextInt(10);
            var swapped = question % 3 == 0 ? scored(9, 3) : scored(3, 9);
            var original = question % 2 == 0 ? scored(9, 3) : scored(4, 6);
            var sample = sample("c" + i).asking("q" + question).of(models.get(i % 3), models.get((i + 1) % 3));
            verdicts.add(() -> counts.add(sample.judged(original, swapped)));
        }
        Collections.shuffle(verdicts, random);
        verdicts.forEach(Runnable::run);
    }

    private Figure consistency(Extras extras) {
        return consistency(reports.judges(QUERY, NOON, extras).getFirst().all().figures());
    }

    private static Figure consistency(Map<String, Figure> figures) {
        return Objects.requireNonNull(figures.get("consistency"));
    }

    private List<LeaderboardRow> rows(Extras extras) {
        return reports.standings(QUERY, NOON, extras).getFirst().board().rows();
    }

    private static double width(Figure figure) {
        var interval = figure.interval().orElseThrow();
        return interval.high() - interval.low();
    }

    private static IntervalMethod method(Figure figure) {
        return figure.interval().map(Interval::method).orElseThrow();
    }
}
