package io.judgefleet.metrics.agreement;

import io.judgefleet.judgement.Policy;
import io.judgefleet.judgement.Require;
import io.judgefleet.metrics.CountTable;
import io.judgefleet.metrics.Figure;
import io.judgefleet.metrics.Tally;

/**
 * A judge's scores against a teacher's or a human's of the same answers (metrics definition B1, weighted kappa). Scores are
 * rounded to whole ones, halves to even.
 *
 * @param cells gold scores 0 to 10 by given scores 0 to 10
 */
public record ScoreTally(CountTable cells) implements Tally<ScoreTally> {
    private static final int SCORES = 11;

    public static ScoreTally empty() {
        return new ScoreTally(CountTable.zeros(SCORES, SCORES));
    }

    public ScoreTally plus(double gold, double given) {
        return new ScoreTally(cells.add(binOf(gold), binOf(given), 1));
    }

    public ScoreTally minus(double gold, double given) {
        return new ScoreTally(cells.add(binOf(gold), binOf(given), -1));
    }

    @Override
    public ScoreTally merge(ScoreTally other) {
        return new ScoreTally(cells.merge(other.cells));
    }

    @Override
    public ScoreTally without(ScoreTally other) {
        return new ScoreTally(cells.without(other.cells));
    }

    /** Cohen's kappa with squared distances between scores as weights. */
    public Figure weightedKappa() {
        return matrix().quadraticKappa();
    }

    /** The share of equal scores. */
    public Figure agreement() {
        return matrix().agreement();
    }

    /** The bin of a score from 0 to 10, halves to even. */
    public static int binOf(double score) {
        return (int) Math.rint(Require.within(0, SCORES - 1, score, "score"));
    }

    private ConfusionMatrix matrix() {
        return new ConfusionMatrix(cells, Policy.STRICT);
    }
}
