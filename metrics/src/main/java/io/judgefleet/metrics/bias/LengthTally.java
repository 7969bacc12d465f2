package io.judgefleet.metrics.bias;

import io.judgefleet.judgement.Policy;
import io.judgefleet.judgement.Reading;
import io.judgefleet.judgement.Require;
import io.judgefleet.metrics.CorrelationTally;
import io.judgefleet.metrics.CountTable;
import io.judgefleet.metrics.Figure;
import io.judgefleet.metrics.Tally;
import java.util.Arrays;

/**
 * How wins go with answers' lengths, from the point of view of one side such as a model under test (metrics definition B7).
 * Readings without scores say nothing of length and are not counted, so that every figure is {@link Policy#STRICT}.
 *
 * @param bins by length difference: wins, ties, losses, and the sum of absolute differences
 * @param squares sum of squared differences
 * @param relative the outcome 1, 0, -1 with the difference as a share of both lengths
 */
public record LengthTally(CountTable bins, long squares, CorrelationTally relative) implements Tally<LengthTally> {
    private static final int DIFFERENCES = 3;

    public static LengthTally empty() {
        return new LengthTally(CountTable.zeros(LengthBins.COUNT, DIFFERENCES + 1), 0, CorrelationTally.empty());
    }

    /** Counts a comparison by the lengths of this side's answer and of the other's, in characters or tokens. */
    public LengthTally plus(long own, long other, Reading reading) {
        return reading.isScored() ? merge(of(own, other, reading)) : this;
    }

    /** Counts as many comparisons that had the same lengths and reading. */
    public LengthTally plus(long own, long other, Reading reading, long times) {
        return reading.isScored() ? merge(of(own, other, reading).times(times)) : this;
    }

    public LengthTally minus(long own, long other, Reading reading) {
        return reading.isScored() ? without(of(own, other, reading)) : this;
    }

    @Override
    public LengthTally merge(LengthTally tally) {
        return new LengthTally(
                bins.merge(tally.bins), Math.addExact(squares, tally.squares), relative.merge(tally.relative));
    }

    @Override
    public LengthTally without(LengthTally tally) {
        return new LengthTally(
                bins.without(tally.bins), Math.subtractExact(squares, tally.squares), relative.without(tally.relative));
    }

    /**
     * Where lengths differ by more than 30 and someone won, how often the longer answer did (AlpacaEval). Without the same
     * figure of humans it says little: longer answers may be better.
     */
    public Figure longerPreferred() {
        var longer = 0L;
        var decided = 0L;
        for (var bin = 0; bin < LengthBins.COUNT; bin++) {
            if (!LengthBins.isSmall(bin)) {
                longer += LengthBins.sign(bin) > 0 ? wins(bin) : losses(bin);
                decided += wins(bin) + losses(bin);
            }
        }
        return Figure.share("B7.longer-preferred", Policy.STRICT, "longer", longer, decided);
    }

    /** Pearson's correlation of the outcome with the relative difference in length. */
    public Figure correlation() {
        return relative.pearson("B7.length-correlation", Policy.STRICT);
    }

    /** The fit that separates worth from length. */
    public LengthControl control() {
        return LengthControl.fit(this);
    }

    long wins(int bin) {
        return bins.cell(bin, Reading.FIRST.code());
    }

    long ties(int bin) {
        return bins.cell(bin, Reading.TIE.code());
    }

    long losses(int bin) {
        return bins.cell(bin, Reading.SECOND.code());
    }

    long n(int bin) {
        return wins(bin) + ties(bin) + losses(bin);
    }

    long n() {
        return relative.x().n();
    }

    /** The sum of a bin's differences, with their sign. */
    long differences(int bin) {
        return LengthBins.sign(bin) * bins.cell(bin, DIFFERENCES);
    }

    private LengthTally times(long times) {
        var cells = Arrays.stream(bins.cells())
                .map(cell -> Math.multiplyExact(cell, times))
                .toArray();
        return new LengthTally(
                CountTable.of(bins.rows(), bins.columns(), cells),
                Math.multiplyExact(squares, times),
                relative.times(times));
    }

    private static LengthTally of(long own, long other, Reading reading) {
        Require.notNegative(own, "length");
        Require.notNegative(other, "length");
        var difference = own - other;
        var bin = LengthBins.of(difference);
        var outcome = reading == Reading.FIRST ? 1 : reading == Reading.SECOND ? -1 : 0;
        return new LengthTally(
                empty().bins.add(bin, reading.code(), 1).add(bin, DIFFERENCES, Math.abs(difference)),
                Math.multiplyExact(difference, difference),
                CorrelationTally.empty().plus(outcome, own + other == 0 ? 0 : (double) difference / (own + other)));
    }
}
