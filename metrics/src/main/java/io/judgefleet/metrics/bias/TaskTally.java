package io.judgefleet.metrics.bias;

import io.judgefleet.judgement.Policy;
import io.judgefleet.judgement.Reading;
import io.judgefleet.metrics.Absence;
import io.judgefleet.metrics.CorrelationTally;
import io.judgefleet.metrics.CountTable;
import io.judgefleet.metrics.Figure;
import io.judgefleet.metrics.Tally;
import java.util.Collection;
import java.util.Map;

/**
 * A judge's verdicts on two models' answers that are known to be right or wrong, for one judge, pair of models and data set
 * (Stephan et al. 2409.04168; metrics page A4). A tie picks nobody.
 *
 * @param cells both right, first only, second only, none right, by picked first, tie, picked second, without scores
 */
public record TaskTally(CountTable cells) implements Tally<TaskTally> {
    private static final int BOTH = 0;
    private static final int FIRST_ONLY = 1;
    private static final int SECOND_ONLY = 2;
    private static final int PICKED_FIRST = 0;
    private static final int PICKED_SECOND = 2;
    private static final int UNSCORED = 3;

    public static TaskTally empty() {
        return new TaskTally(CountTable.zeros(4, 4));
    }

    public TaskTally plus(boolean firstIsRight, boolean secondIsRight, Reading reading) {
        return add(firstIsRight, secondIsRight, reading, 1);
    }

    public TaskTally minus(boolean firstIsRight, boolean secondIsRight, Reading reading) {
        return add(firstIsRight, secondIsRight, reading, -1);
    }

    @Override
    public TaskTally merge(TaskTally other) {
        return new TaskTally(cells.merge(other.cells));
    }

    @Override
    public TaskTally without(TaskTally other) {
        return new TaskTally(cells.without(other.cells));
    }

    /** The share of tasks that the first model solves, whatever the judge says. */
    public Figure firstPerformance() {
        var right = cells.rowTotal(BOTH) + cells.rowTotal(FIRST_ONLY);
        return Figure.share("A4.task-performance", Policy.STRICT, "right", right, cells.total());
    }

    public Figure secondPerformance() {
        return swapped().firstPerformance();
    }

    /** How often the judge picks the right answer where exactly one is. */
    public Figure judgingPerformance(Policy policy) {
        var right = cells.cell(FIRST_ONLY, PICKED_FIRST) + cells.cell(SECOND_ONLY, PICKED_SECOND);
        return Figure.share(
                "A4.judging-performance", policy, "right", right, n(FIRST_ONLY, policy) + n(SECOND_ONLY, policy));
    }

    /** How often the judge picks the first model. */
    public Figure pickRate(Policy policy) {
        var n = 0L;
        for (var row = 0; row < cells.rows(); row++) {
            n += n(row, policy);
        }
        return Figure.share("A4.pick-rate", policy, "picked", cells.columnTotal(PICKED_FIRST), n);
    }

    /**
     * P(picks the better model | it is wrong, the other right) - P(does not pick it | it is right, the other wrong): above 0
     * the judge looks at who answers rather than at what is answered.
     */
    public Figure favouritism(Policy policy) {
        var lead = cells.rowTotal(FIRST_ONLY) - cells.rowTotal(SECOND_ONLY);
        if (lead < 0) {
            return swapped().favouritism(policy);
        }
        var wrong = n(SECOND_ONLY, policy);
        var right = n(FIRST_ONLY, policy);
        var pickedWrong = cells.cell(SECOND_ONLY, PICKED_FIRST);
        var missedRight = right - cells.cell(FIRST_ONLY, PICKED_FIRST);
        var counts = Map.of("pickedWrong", pickedWrong, "wrong", wrong, "missedRight", missedRight, "n", wrong + right);
        if (lead == 0 && wrong + right > 0) {
            return Figure.absent("A4.favouritism", policy, counts, Absence.NO_VARIANCE);
        }
        return Figure.difference("A4.favouritism", policy, counts, pickedWrong, wrong, missedRight, right);
    }

    /** The same verdicts with the models in the other order. */
    public TaskTally swapped() {
        var turned = CountTable.zeros(4, 4);
        for (var row = 0; row < 4; row++) {
            for (var column = 0; column < 4; column++) {
                var otherRow = row == FIRST_ONLY ? SECOND_ONLY : row == SECOND_ONLY ? FIRST_ONLY : row;
                var otherColumn = column == UNSCORED ? UNSCORED : PICKED_SECOND - column;
                turned = turned.add(otherRow, otherColumn, cells.cell(row, column));
            }
        }
        return new TaskTally(turned);
    }

    /** Over tallies: does the judge judge better where the models solve more? Tallies without a figure are left out. */
    public static Figure judgingCorrelation(Collection<TaskTally> tallies, Policy policy) {
        var correlation = CorrelationTally.empty();
        for (var tally : tallies) {
            var judging = tally.judgingPerformance(policy).value();
            if (judging.isPresent()) {
                correlation = correlation.plus(
                        judging.getAsDouble(),
                        (solved(tally.firstPerformance()) + solved(tally.secondPerformance())) / 2);
            }
        }
        return correlation.pearson("A4.judging-correlation", policy);
    }

    /** Over tallies: does the judge pick a model more often the more it leads in solving? */
    public static Figure pickCorrelation(Collection<TaskTally> tallies, Policy policy) {
        var correlation = CorrelationTally.empty();
        for (var tally : tallies) {
            var picked = tally.pickRate(policy).value();
            if (picked.isPresent()) {
                correlation = correlation.plus(
                        picked.getAsDouble(), solved(tally.firstPerformance()) - solved(tally.secondPerformance()));
            }
        }
        return correlation.pearson("A4.pick-correlation", policy);
    }

    private static double solved(Figure performance) {
        return performance.value().orElseThrow();
    }

    private long n(int row, Policy policy) {
        return cells.rowTotal(row) - (policy == Policy.STRICT ? cells.cell(row, UNSCORED) : 0);
    }

    private TaskTally add(boolean firstIsRight, boolean secondIsRight, Reading reading, int count) {
        if (reading == Reading.ABSENT) {
            return this;
        }
        var row = (firstIsRight ? 0 : 2) + (secondIsRight ? 0 : 1);
        return new TaskTally(cells.add(row, reading.isScored() ? reading.code() : UNSCORED, count));
    }
}
