package io.judgefleet.metrics.bias;

import io.judgefleet.judgement.Policy;
import io.judgefleet.judgement.Preference;
import io.judgefleet.judgement.Reading;
import io.judgefleet.metrics.CountTable;
import io.judgefleet.metrics.Figure;
import io.judgefleet.metrics.Tally;
import io.judgefleet.metrics.agreement.AgreementTally;
import java.util.Map;

/**
 * Knowledge bias: what a judge says of the same comparisons without and with a reference answer (metrics definition B5; JudgeLM
 * section 4).
 *
 * @param cells a row for every label, or none, with every reading without reference; a column for every reading with one
 */
public record ReferenceTally(CountTable cells) implements Tally<ReferenceTally> {
    private static final int READINGS = Reading.CODES.width();
    private static final int UNLABELLED = AgreementTally.CLASSES.length;

    public static ReferenceTally empty() {
        return new ReferenceTally(CountTable.zeros((UNLABELLED + 1) * READINGS, READINGS));
    }

    public ReferenceTally plus(Preference label, Reading without, Reading with) {
        return add(AgreementTally.classOf(label), without, with, 1);
    }

    public ReferenceTally minus(Preference label, Reading without, Reading with) {
        return add(AgreementTally.classOf(label), without, with, -1);
    }

    /** Counts a comparison without a label, which enters the flips only. */
    public ReferenceTally plus(Reading without, Reading with) {
        return add(UNLABELLED, without, with, 1);
    }

    public ReferenceTally minus(Reading without, Reading with) {
        return add(UNLABELLED, without, with, -1);
    }

    @Override
    public ReferenceTally merge(ReferenceTally other) {
        return new ReferenceTally(cells.merge(other.cells));
    }

    @Override
    public ReferenceTally without(ReferenceTally other) {
        return new ReferenceTally(cells.without(other.cells));
    }

    /** Agreement with the label with reference less agreement without, on comparisons that have both. */
    public Figure agreementGain(Policy policy) {
        var counts = Map.of("gained", gained(policy), "lost", lost(policy), "n", labelled(policy));
        return Figure.pairedDifference(
                "B5.agreement-gain", policy, counts, gained(policy), lost(policy), labelled(policy));
    }

    /** Two-sided p of McNemar's exact test that the reference mends as often as it spoils. */
    public Figure mcNemar(Policy policy) {
        var gained = gained(policy);
        var lost = lost(policy);
        var counts = Map.of("gained", gained, "lost", lost, "n", gained + lost);
        return Figure.signTest("B5.mcnemar", policy, counts, gained, lost);
    }

    /** The share of comparisons, labelled or not, whose preference changes with the reference. */
    public Figure flipRate(Policy policy) {
        var flips = flips(policy);
        return Figure.share("B5.flip-rate", policy, "flips", flips.total() - flips.diagonal(), flips.total());
    }

    /**
     * Preferences without reference by those with it, in the order of {@link AgreementTally#CLASSES}; comparisons without a
     * preference on either side are left out.
     */
    public CountTable flips(Policy policy) {
        var flips = CountTable.zeros(AgreementTally.CLASSES.length, AgreementTally.CLASSES.length);
        for (var without : AgreementTally.CLASSES) {
            for (var with : AgreementTally.CLASSES) {
                flips = flips.add(
                        AgreementTally.classOf(without),
                        AgreementTally.classOf(with),
                        count((label, before, after) ->
                                prefers(before, without, policy) && prefers(after, with, policy)));
            }
        }
        return flips;
    }

    private long gained(Policy policy) {
        return count((label, before, after) -> enters(label, before, after, policy)
                && !isRight(label, before, policy)
                && isRight(label, after, policy));
    }

    private long lost(Policy policy) {
        return count((label, before, after) -> enters(label, before, after, policy)
                && isRight(label, before, policy)
                && !isRight(label, after, policy));
    }

    private long labelled(Policy policy) {
        return count((label, before, after) -> enters(label, before, after, policy));
    }

    private static boolean enters(int label, Reading before, Reading after, Policy policy) {
        return label != UNLABELLED && before.countsUnder(policy) && after.countsUnder(policy);
    }

    private static boolean isRight(int label, Reading reading, Policy policy) {
        return prefers(reading, AgreementTally.CLASSES[label], policy);
    }

    private static boolean prefers(Reading reading, Preference preference, Policy policy) {
        return reading.under(policy).filter(preference::equals).isPresent();
    }

    /** A choice of cells. */
    @FunctionalInterface
    private interface Cells {
        boolean contain(int label, Reading before, Reading after);
    }

    private long count(Cells chosen) {
        var total = 0L;
        for (var label = 0; label <= UNLABELLED; label++) {
            for (var before : Reading.values()) {
                for (var after : Reading.values()) {
                    total += chosen.contain(label, before, after)
                            ? cells.cell(label * READINGS + before.code(), after.code())
                            : 0;
                }
            }
        }
        return total;
    }

    private ReferenceTally add(int label, Reading without, Reading with, int count) {
        return new ReferenceTally(cells.add(label * READINGS + without.code(), with.code(), count));
    }
}
