package io.judgefleet.metrics.agreement;

import io.judgefleet.judgement.Policy;
import io.judgefleet.judgement.Preference;
import io.judgefleet.judgement.Reading;
import io.judgefleet.metrics.CountTable;
import io.judgefleet.metrics.Figure;
import io.judgefleet.metrics.Tally;

/**
 * How a judge's readings agree with labels, of humans, gold or a teacher, under all policies at once (metrics definition B1).
 *
 * @param cells labels, in the order of {@link #CLASSES}, by {@link Reading}s
 */
public record AgreementTally(CountTable cells) implements Tally<AgreementTally> {
    /** The classes of every confusion matrix made of this tally: first, tie, second, as readings are ordered. */
    public static final Preference[] CLASSES = {Preference.FIRST, Preference.TIE, Preference.SECOND};

    private static final int READINGS = Reading.CODES.width();

    public static AgreementTally empty() {
        return new AgreementTally(CountTable.zeros(CLASSES.length, READINGS));
    }

    public AgreementTally plus(Preference label, Reading reading) {
        return plus(label, reading, 1);
    }

    /** As many of them. */
    public AgreementTally plus(Preference label, Reading reading, long count) {
        return new AgreementTally(cells.add(classOf(label), reading.code(), count));
    }

    public AgreementTally minus(Preference label, Reading reading) {
        return new AgreementTally(cells.add(classOf(label), reading.code(), -1));
    }

    @Override
    public AgreementTally merge(AgreementTally other) {
        return new AgreementTally(cells.merge(other.cells));
    }

    @Override
    public AgreementTally without(AgreementTally other) {
        return new AgreementTally(cells.without(other.cells));
    }

    public long count(Preference label, Reading reading) {
        return cells.cell(classOf(label), reading.code());
    }

    /** The confusion of first, tie and second under the policy. */
    public ConfusionMatrix confusion(Policy policy) {
        var columns = policy == Policy.WRONG ? CLASSES.length + 1 : CLASSES.length;
        var table = CountTable.zeros(CLASSES.length, columns);
        for (var label : CLASSES) {
            for (var reading : Reading.values()) {
                if (reading.countsUnder(policy)) {
                    var column =
                            reading.under(policy).map(AgreementTally::classOf).orElse(CLASSES.length);
                    table = table.add(classOf(label), column, count(label, reading));
                }
            }
        }
        return new ConfusionMatrix(table, policy);
    }

    /** MT-Bench's setup 1: all pairs of labels, an inconsistent judge's tie equal to any tie (2306.05685, section 4.2). */
    public Figure setup1(Policy policy) {
        var matrix = confusion(policy);
        return Figure.share("B1.setup-1", policy, "agree", matrix.cells().diagonal(), matrix.n());
    }

    /** MT-Bench's setup 2: only pairs of labels of which neither is a tie. */
    public Figure setup2(Policy policy) {
        var table = confusion(policy).cells();
        var first = classOf(Preference.FIRST);
        var second = classOf(Preference.SECOND);
        var agree = table.cell(first, first) + table.cell(second, second);
        var tie = classOf(Preference.TIE);
        var n = table.total() - table.rowTotal(tie) - table.columnTotal(tie) + table.cell(tie, tie);
        return Figure.share("B1.setup-2", policy, "agree", agree, n);
    }

    public static int classOf(Preference preference) {
        return switch (preference) {
            case FIRST -> 0;
            case TIE -> 1;
            case SECOND -> 2;
        };
    }
}
