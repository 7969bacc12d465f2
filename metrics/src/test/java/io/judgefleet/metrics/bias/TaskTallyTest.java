package io.judgefleet.metrics.bias;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.judgefleet.judgement.Policy;
import io.judgefleet.judgement.Reading;
import io.judgefleet.metrics.Absence;
import io.judgefleet.metrics.CountTable;
import io.judgefleet.metrics.TallyLaws;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TaskTallyTest {
    /** Both right, first only, second only, none; picked first, tie, picked second, without scores. */
    private static final TaskTally TALLY =
            new TaskTally(CountTable.of(4, 4, 5, 5, 5, 0, 16, 2, 2, 0, 6, 1, 3, 2, 1, 1, 1, 0));

    private record Task(boolean first, boolean second, Reading reading) {}

    @Test
    void shouldKeepLawsOfTallies() {
        TallyLaws.hold(
                TaskTally.empty(),
                random ->
                        new Task(random.nextBoolean(), random.nextBoolean(), TallyLaws.anyOf(random, Reading.values())),
                (tally, task) -> tally.plus(task.first(), task.second(), task.reading()),
                (tally, task) -> tally.minus(task.first(), task.second(), task.reading()));
    }

    @Test
    void shouldFollowDefinitionsWhenOneModelIsBetter() {
        assertThat(TALLY.firstPerformance().value()).hasValue(35 / 50.0);
        assertThat(TALLY.secondPerformance().value()).hasValue(27 / 50.0);
        assertThat(TALLY.judgingPerformance(Policy.STRICT).value()).hasValue(19 / 30.0);
        assertThat(TALLY.judgingPerformance(Policy.WRONG).value()).hasValue(19 / 32.0);
        assertThat(TALLY.pickRate(Policy.STRICT).value()).hasValue(28 / 48.0);
        assertThat(TALLY.favouritism(Policy.STRICT).value().orElseThrow()).isCloseTo(.6 - .2, within(1e-12));
    }

    @Test
    void shouldLookFromBetterModelWhenItStandsSecond() {
        assertThat(TALLY.swapped().favouritism(Policy.STRICT)).isEqualTo(TALLY.favouritism(Policy.STRICT));
        assertThat(TALLY.swapped().swapped()).isEqualTo(TALLY);
    }

    @Test
    void shouldHaveReasonsWhenFavouritismIsUndefined() {
        var even = TaskTally.empty().plus(true, false, Reading.FIRST).plus(false, true, Reading.FIRST);
        var lopsided = TaskTally.empty().plus(true, false, Reading.FIRST);

        assertThat(even.favouritism(Policy.STRICT).absence()).contains(Absence.NO_VARIANCE);
        assertThat(lopsided.favouritism(Policy.STRICT).absence()).contains(Absence.ZERO_DENOMINATOR);
        assertThat(TaskTally.empty().favouritism(Policy.STRICT).absence()).contains(Absence.ZERO_DENOMINATOR);
    }

    /** Of ten tasks the first model solves i alone, the second none; the judge picks the first where it is right. */
    @Test
    void shouldCorrelatePerfectlyWhenJudgeFollowsPerformance() {
        var tallies = IntStream.rangeClosed(1, 5)
                .mapToObj(i -> new TaskTally(CountTable.of(4, 4, 0, 0, 0, 0, i, 0, 0, 0, 0, 0, 0, 0, 0, 10 - i, 0, 0)))
                .toList();

        assertThat(TaskTally.pickCorrelation(tallies, Policy.STRICT).value().orElseThrow())
                .isCloseTo(1, within(1e-6));
        assertThat(TaskTally.judgingCorrelation(tallies, Policy.STRICT).absence())
                .contains(Absence.NO_VARIANCE);
        assertThat(TaskTally.judgingCorrelation(List.of(TALLY), Policy.STRICT).absence())
                .contains(Absence.TOO_FEW);
    }
}
