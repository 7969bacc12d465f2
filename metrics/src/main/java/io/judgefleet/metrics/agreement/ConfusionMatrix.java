package io.judgefleet.metrics.agreement;

import io.judgefleet.judgement.Policy;
import io.judgefleet.metrics.Absence;
import io.judgefleet.metrics.Binomial;
import io.judgefleet.metrics.CountTable;
import io.judgefleet.metrics.Figure;
import io.judgefleet.metrics.IntervalMethod;
import java.util.Map;

/**
 * Gold labels against given labels, and the coefficients made of them (metrics definition B1).
 *
 * @param cells gold classes by given classes; one more column than rows holds items without any given label, which stand in
 *     the denominator and are never right
 * @param policy how items without a given label were treated, stated with every figure
 */
public record ConfusionMatrix(CountTable cells, Policy policy) {
    public ConfusionMatrix {
        var extra = cells.columns() - cells.rows();
        if (extra != 0 && extra != 1) {
            throw new IllegalArgumentException(
                    "a confusion matrix has as many columns as rows or one more, found %d by %d"
                            .formatted(cells.rows(), cells.columns()));
        }
    }

    public static ConfusionMatrix of(int classes, long... cells) {
        return new ConfusionMatrix(CountTable.of(classes, classes, cells), Policy.STRICT);
    }

    public int classes() {
        return cells.rows();
    }

    public long n() {
        return cells.total();
    }

    /** The share of right labels, also called accuracy and micro F1, with its interval. */
    public Figure agreement() {
        return Figure.share("B1.agreement", policy, "agree", cells.diagonal(), n());
    }

    /** Cohen's kappa (1960). */
    public Figure cohenKappa() {
        return chanceCorrected("B1.cohen-kappa", cohenChance());
    }

    /**
     * The standard error of Cohen's kappa (Fleiss, Cohen and Everitt 1969). It takes items for independent; votes on the same
     * question are not, and then it is too small. No interval is made of it: it is 0 where everything agrees or a judge always
     * says the same.
     */
    public Figure cohenKappaError() {
        var expected = cohenChance();
        var kappa = chanceCorrected("B1.cohen-kappa", expected);
        return kappa.value().isEmpty()
                ? absent("B1.cohen-kappa-error", kappa.absence().orElse(Absence.NO_DATA))
                : figure(
                        "B1.cohen-kappa-error",
                        Math.sqrt(kappaVariance(kappa.value().getAsDouble(), expected)));
    }

    /** Scott's pi (1955): chance by the mean of both margins. */
    public Figure scottPi() {
        var expected = 0.0;
        for (var label = 0; label < cells.columns(); label++) {
            expected += Math.pow((rowShare(label) + columnShare(label)) / 2, 2);
        }
        return chanceCorrected("B1.scott-pi", expected);
    }

    /** Cohen's kappa with squared distances of ordered classes as weights (1968); items without a label do not enter. */
    public Figure quadraticKappa() {
        var observed = 0.0;
        var expected = 0.0;
        var labelled = labelled();
        for (var gold = 0; gold < classes(); gold++) {
            for (var given = 0; given < classes(); given++) {
                var distance = (double) (gold - given) * (gold - given);
                observed += distance * cells.cell(gold, given) / labelled;
                expected += distance * labelledRow(gold) * cells.columnTotal(given) / ((double) labelled * labelled);
            }
        }
        if (labelled == 0) {
            return absent("B1.quadratic-kappa", Absence.NO_DATA);
        }
        return expected == 0
                ? absent("B1.quadratic-kappa", Absence.DEGENERATE_MARGINALS)
                : figure("B1.quadratic-kappa", 1 - observed / expected);
    }

    /** The multiclass Matthews correlation (Gorodkin 2004). */
    public Figure matthews() {
        var n = (double) n();
        var products = 0.0;
        var goldSquares = 0.0;
        var givenSquares = 0.0;
        for (var label = 0; label < cells.columns(); label++) {
            products += (double) row(label) * cells.columnTotal(label);
            goldSquares += Math.pow(row(label), 2);
            givenSquares += Math.pow(cells.columnTotal(label), 2);
        }
        var spread = (n * n - goldSquares) * (n * n - givenSquares);
        if (n == 0) {
            return absent("B1.matthews", Absence.NO_DATA);
        }
        return spread == 0
                ? absent("B1.matthews", Absence.NO_VARIANCE)
                : figure("B1.matthews", (cells.diagonal() * n - products) / Math.sqrt(spread));
    }

    public ClassScores scores(int label) {
        return new ClassScores(cells.cell(label, label), row(label), cells.columnTotal(label));
    }

    /** Of the items that were given this label, those that bear it in gold; the name ends the figure's id. */
    public Figure precision(int label, String name) {
        return Figure.share(
                "B1.precision-" + name,
                policy,
                "right",
                scores(label).right(),
                scores(label).given());
    }

    /** Of the items that bear this label in gold, those that were given it. */
    public Figure recall(int label, String name) {
        return Figure.share(
                "B1.recall-" + name,
                policy,
                "right",
                scores(label).right(),
                scores(label).gold());
    }

    /** The harmonic mean of both; absent where the label occurs on neither side. */
    public Figure f1(int label, String name) {
        var scores = scores(label);
        var counts = Map.of("right", scores.right(), "given", scores.given(), "n", scores.gold());
        return scores.occurs()
                ? Figure.of("B1.f1-" + name, policy, counts, scores.f1())
                : Figure.absent("B1.f1-" + name, policy, counts, Absence.NO_DATA);
    }

    /** Mean precision over the labels that occur in gold or given, 0 where a precision is undefined (scikit-learn's macro). */
    public Figure macroPrecision() {
        return macro("B1.macro-precision", Averaged.PRECISION);
    }

    /** Mean recall over the labels that occur. */
    public Figure macroRecall() {
        return macro("B1.macro-recall", Averaged.RECALL);
    }

    /** Mean of the classes' F1 over the labels that occur. */
    public Figure macroF1() {
        return macro("B1.macro-f1", Averaged.F1);
    }

    /** Precision weighted by how often each class is gold. */
    public Figure weightedPrecision() {
        return weighted("B1.weighted-precision", Averaged.PRECISION);
    }

    /** Recall weighted by how often each class is gold: the agreement once more. */
    public Figure weightedRecall() {
        return weighted("B1.weighted-recall", Averaged.RECALL);
    }

    /** F1 weighted by how often each class is gold. */
    public Figure weightedF1() {
        return weighted("B1.weighted-f1", Averaged.F1);
    }

    /** The class score that a mean is taken of. */
    private enum Averaged {
        PRECISION,
        RECALL,
        F1;

        double of(ClassScores scores) {
            return switch (this) {
                case PRECISION -> scores.precision();
                case RECALL -> scores.recall();
                case F1 -> scores.f1();
            };
        }
    }

    private Figure macro(String definition, Averaged averaged) {
        var sum = 0.0;
        var occurring = 0;
        for (var label = 0; label < classes(); label++) {
            var scores = scores(label);
            if (scores.occurs()) {
                sum += averaged.of(scores);
                occurring++;
            }
        }
        return occurring == 0 ? absent(definition, Absence.NO_DATA) : figure(definition, sum / occurring);
    }

    private Figure weighted(String definition, Averaged averaged) {
        var sum = 0.0;
        for (var label = 0; label < classes(); label++) {
            sum += averaged.of(scores(label)) * row(label);
        }
        return n() == 0 ? absent(definition, Absence.NO_DATA) : figure(definition, sum / n());
    }

    /** The agreement beyond chance, and the agreement's interval seen likewise. */
    private Figure chanceCorrected(String definition, double expected) {
        if (n() == 0) {
            return absent(definition, Absence.NO_DATA);
        }
        if (1 - expected < 1e-15) {
            return absent(definition, Absence.DEGENERATE_MARGINALS);
        }
        var interval = Binomial.share(cells.diagonal(), n())
                .scaled(-expected / (1 - expected), 1 / (1 - expected))
                .by(IntervalMethod.OF_AGREEMENT);
        return figure(definition, (observed() - expected) / (1 - expected)).withInterval(interval);
    }

    private double kappaVariance(double kappa, double expected) {
        var onDiagonal = 0.0;
        var offDiagonal = 0.0;
        for (var gold = 0; gold < cells.rows(); gold++) {
            for (var given = 0; given < cells.columns(); given++) {
                var share = (double) cells.cell(gold, given) / n();
                if (gold == given) {
                    onDiagonal += share * Math.pow(1 - (rowShare(gold) + columnShare(gold)) * (1 - kappa), 2);
                } else {
                    offDiagonal += share * Math.pow(columnShare(gold) + rowShare(given), 2);
                }
            }
        }
        var middle = kappa - expected * (1 - kappa);
        var sum = onDiagonal + (1 - kappa) * (1 - kappa) * offDiagonal - middle * middle;
        return Math.max(0, sum) / (n() * (1 - expected) * (1 - expected));
    }

    private double cohenChance() {
        var expected = 0.0;
        for (var label = 0; label < cells.columns(); label++) {
            expected += rowShare(label) * columnShare(label);
        }
        return expected;
    }

    private double observed() {
        return (double) cells.diagonal() / n();
    }

    private double rowShare(int label) {
        return (double) row(label) / n();
    }

    private double columnShare(int label) {
        return (double) cells.columnTotal(label) / n();
    }

    /** How often the label is gold; "no label" never is. */
    private long row(int label) {
        return label < cells.rows() ? cells.rowTotal(label) : 0;
    }

    private long labelledRow(int gold) {
        return cells.columns() > cells.rows() ? row(gold) - cells.cell(gold, cells.rows()) : row(gold);
    }

    private long labelled() {
        return cells.columns() > cells.rows() ? n() - cells.columnTotal(cells.rows()) : n();
    }

    private Figure figure(String definition, double value) {
        return Figure.of(definition, policy, Map.of("agree", cells.diagonal(), "n", n()), value);
    }

    private Figure absent(String definition, Absence reason) {
        return Figure.absent(definition, policy, Map.of("agree", cells.diagonal(), "n", n()), reason);
    }
}
