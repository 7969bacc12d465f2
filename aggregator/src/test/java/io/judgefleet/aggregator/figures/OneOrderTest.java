package io.judgefleet.aggregator.figures;

import static io.judgefleet.aggregator.VerdictFixtures.NOON;
import static io.judgefleet.aggregator.VerdictFixtures.label;
import static io.judgefleet.aggregator.VerdictFixtures.sample;
import static io.judgefleet.aggregator.VerdictFixtures.scored;
import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.aggregator.RecountedCounts;
import io.judgefleet.aggregator.counts.Window;
import io.judgefleet.aggregator.ledger.Ledger;
import io.judgefleet.aggregator.slice.CountedLabel;
import io.judgefleet.aggregator.slice.CountedVerdict;
import io.judgefleet.judgement.JudgingMode;
import io.judgefleet.judgement.Policy;
import io.judgefleet.judgement.Preference;
import io.judgefleet.judgement.PresentationOrder;
import io.judgefleet.judgement.Resolution;
import io.judgefleet.metrics.Absence;
import io.judgefleet.metrics.Figure;
import io.judgefleet.schemas.figures.ModelMetrics;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Judges that are asked once: their comparisons are complete with one pass. */
class OneOrderTest {
    private final RecountedCounts counts = new RecountedCounts();
    private final Reports reports = new Reports(counts, 0, true);

    @ParameterizedTest
    @EnumSource(Policy.class)
    void shouldHaveAllFiguresButPositionWhenEachComparisonIsJudgedOnce(Policy policy) {
        judgeOnce(40);

        var judge = judge(policy);

        assertThat(judge.counts())
                .containsEntry("complete", 40L)
                .containsEntry("half", 0L)
                .containsEntry("oneOrder", 40L);
        assertThat(figure(judge, "agreement").value()).hasValue(.75);
        assertThat(figure(judge, "parseRate").value()).hasValue(1);
        assertThat(List.of("consistency", "biasFirst", "deltaBias", "totalBias", "signTest"))
                .allSatisfy(name -> assertThat(figure(judge, name).absence()).contains(Absence.ONE_ORDER));
        assertThat(figure(judge, "firstShownBias").n()).isEqualTo(40);
    }

    @ParameterizedTest
    @EnumSource(Resolution.class)
    void shouldRateModelsWhenEachComparisonIsJudgedOnce(Resolution resolution) {
        judgeOnce(40);

        var query =
                new Query(Window.ALL, Optional.empty(), Optional.empty(), Optional.empty(), Policy.STRICT, resolution);
        var rows = reports.standings(query, NOON, Reports.Extras.NONE)
                .getFirst()
                .board()
                .rows();

        assertThat(rows).hasSize(2).allSatisfy(row -> {
            assertThat(row.rating().value()).isPresent();
            assertThat(row.votes()).isEqualTo(40);
        });
        assertThat(rows.getFirst().column("winRate").value()).hasValue(.75);
    }

    /** A verdict of which a pass is missing says nothing: it was meant to be judged twice. */
    @Test
    void shouldStayHalfWhenOtherPassIsMissing() {
        counts.add(sample("c").pass(PresentationOrder.ORIGINAL, scored(9, 3)).verdict());

        assertThat(judge(Policy.TIE).counts())
                .containsEntry("complete", 0L)
                .containsEntry("half", 1L)
                .containsEntry("oneOrder", 0L);
    }

    @Test
    void shouldBeCompleteByNatureWhenModeIsSingle() {
        for (var i = 0; i < 10; i++) {
            counts.add(sample("c" + i)
                    .in(JudgingMode.SINGLE)
                    .of("ant", "bee")
                    .pass(PresentationOrder.ORIGINAL, scored(10, i))
                    .verdict());
        }

        assertThat(judge(Policy.STRICT).counts()).containsEntry("complete", 10L).containsEntry("half", 0L);
        assertThat(figure(judge(Policy.STRICT), "firstShownBias").absence()).contains(Absence.ONE_ORDER);
    }

    /** A label prefers one of two answers, which is not what the judge did. */
    @ParameterizedTest
    @CsvSource({"MULTI, 0", "SINGLE, 0", "PAIR, 1"})
    void shouldHoldLabelsOnlyAgainstJudgesOfTwoAnswers(JudgingMode mode, int labelled) {
        var models = List.of("ant", "bee", "cow")
                .subList(0, mode == JudgingMode.MULTI ? 3 : mode == JudgingMode.PAIR ? 2 : 1);
        var verdict = sample("c")
                .in(mode)
                .of(models.toArray(String[]::new))
                .asked(PresentationOrder.ORIGINAL)
                .pass(PresentationOrder.ORIGINAL, scored(10, 3))
                .verdict();

        var contribution = Ledger.empty()
                .with("v", CountedVerdict.of(verdict, NOON))
                .with("ann", CountedLabel.of(label("c", "ann", Preference.FIRST)))
                .contributions()
                .getFirst();

        assertThat(contribution.code().tally().labelled()).isEqualTo(labelled);
    }

    @Test
    void shouldNotCountRepeatsAmongMainFigures() {
        for (var i = 0; i < 20; i++) {
            for (var repeat = 0; repeat < 5; repeat++) {
                counts.add(sample("c" + i)
                        .repeat(repeat)
                        .judged(scored(9, repeat == 4 && i < 5 ? 10 : 3), scored(3, 9)));
            }
        }

        assertThat(figure(judge(Policy.STRICT), "consistency").n()).isEqualTo(20);
        var repetitions = reports.repetitions().getFirst();
        assertThat(repetitions.items()).isEqualTo(40);
        assertThat(Objects.requireNonNull(repetitions.figures().get("unanimity"))
                        .value())
                .hasValue(35 / 40.0);
        assertThat(Objects.requireNonNull(repetitions.figures().get("repetitionStability"))
                        .value())
                .hasValue((35 + 5 * .8) / 40);
    }

    /** Ant wins three of four, half of them shown first; people say it always does. */
    private void judgeOnce(int comparisons) {
        for (var i = 0; i < comparisons; i++) {
            var order = i / 4 % 2 == 0 ? PresentationOrder.ORIGINAL : PresentationOrder.SWAPPED;
            var isAnts = i % 4 != 0;
            var isFirstsHigher = isAnts == (order == PresentationOrder.ORIGINAL);
            counts.add(label("c" + i, "ann", Preference.FIRST));
            counts.add(sample("c" + i)
                    .asked(order)
                    .pass(order, isFirstsHigher ? scored(9, 3) : scored(3, 9))
                    .verdict());
        }
    }

    private ModelMetrics judge(Policy policy) {
        var query = new Query(
                Window.ALL, Optional.empty(), Optional.empty(), Optional.empty(), policy, Resolution.MAJORITY);
        return reports.judges(query, NOON, Reports.Extras.NONE).getFirst().all();
    }

    private static Figure figure(ModelMetrics metrics, String name) {
        return Objects.requireNonNull(metrics.figures().get(name), name);
    }
}
