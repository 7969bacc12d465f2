package io.judgefleet.metrics.bias;

import io.judgefleet.judgement.Policy;
import io.judgefleet.judgement.Preference;
import io.judgefleet.judgement.Reading;
import io.judgefleet.metrics.Figure;
import io.judgefleet.metrics.Tally;
import io.judgefleet.metrics.agreement.AgreementTally;
import io.judgefleet.metrics.agreement.ConfusionMatrix;
import java.util.Map;

/**
 * Whether a judge favours longer answers by more than their labels do (metrics definition B7). Only comparisons whose answers'
 * lengths differ by more than 30 are counted.
 *
 * @param fromLonger labels and readings from the point of view of the longer answer
 */
public record LengthAgreement(AgreementTally fromLonger) implements Tally<LengthAgreement> {
    private static final int LONGER = AgreementTally.classOf(Preference.FIRST);
    private static final int SHORTER = AgreementTally.classOf(Preference.SECOND);

    public static LengthAgreement empty() {
        return new LengthAgreement(AgreementTally.empty());
    }

    /** Counts a comparison by the lengths of its first and second answer. */
    public LengthAgreement plus(long first, long second, Preference label, Reading reading) {
        if (Math.abs(first - second) <= LengthBins.SMALL) {
            return this;
        }
        return new LengthAgreement(
                first > second ? fromLonger.plus(label, reading) : fromLonger.plus(label.swapped(), reading.swapped()));
    }

    public LengthAgreement minus(long first, long second, Preference label, Reading reading) {
        return without(empty().plus(first, second, label, reading));
    }

    @Override
    public LengthAgreement merge(LengthAgreement other) {
        return new LengthAgreement(fromLonger.merge(other.fromLonger));
    }

    @Override
    public LengthAgreement without(LengthAgreement other) {
        return new LengthAgreement(fromLonger.without(other.fromLonger));
    }

    /** How often the judge prefers the longer answer less how often the label does, where both see a winner. */
    public Figure excessOverLabels(Policy policy) {
        var cells = fromLonger.confusion(policy).cells();
        var judgeOnly = cells.cell(SHORTER, LONGER);
        var labelOnly = cells.cell(LONGER, SHORTER);
        var n = judgeOnly + labelOnly + cells.cell(LONGER, LONGER) + cells.cell(SHORTER, SHORTER);
        var counts = Map.of("judgeOnly", judgeOnly, "labelOnly", labelOnly, "n", n);
        return Figure.pairedDifference("B7.longer-excess", policy, counts, judgeOnly, labelOnly, n);
    }

    /** P(picks the longer | the longer is wrong) - P(picks the shorter | the shorter is wrong). */
    public Figure wrongForLength(Policy policy) {
        var matrix = fromLonger.confusion(policy);
        var longer = matrix.cells().cell(SHORTER, LONGER);
        var shorter = matrix.cells().cell(LONGER, SHORTER);
        var longerWrong = gold(matrix, SHORTER);
        var shorterWrong = gold(matrix, LONGER);
        var counts = Map.of(
                "longer", longer, "longerWrong", longerWrong, "shorter", shorter, "n", longerWrong + shorterWrong);
        return Figure.difference("B7.wrong-for-length", policy, counts, longer, longerWrong, shorter, shorterWrong);
    }

    private static long gold(ConfusionMatrix matrix, int label) {
        return matrix.cells().rowTotal(label);
    }
}
