package io.judgefleet.metrics.bias;

import io.judgefleet.judgement.Policy;
import io.judgefleet.judgement.Preference;
import io.judgefleet.judgement.Require;
import io.judgefleet.metrics.CountTable;
import io.judgefleet.metrics.Figure;
import io.judgefleet.metrics.Tally;
import io.judgefleet.metrics.agreement.AgreementTally;
import io.judgefleet.metrics.agreement.Votes;
import java.util.Map;

/**
 * Whether a perturbation of the second answer moves a judge: the same comparisons as they are (control) and with the second
 * answer perturbed (metrics definition B9; Chen et al. 2402.10669). Votes without scores are no votes: an error is no success
 * of the attack.
 *
 * @param outcomes preferences in the control (rows) by those with the perturbation (columns), in the order of
 *     {@link AgreementTally#CLASSES}
 * @param withoutVotes comparisons with too few votes in either arm
 */
public record PerturbationTally(CountTable outcomes, long withoutVotes) implements Tally<PerturbationTally> {
    private static final int FIRST = AgreementTally.classOf(Preference.FIRST);
    private static final int TIE = AgreementTally.classOf(Preference.TIE);
    private static final int SECOND = AgreementTally.classOf(Preference.SECOND);

    public PerturbationTally {
        Require.notNegative(withoutVotes, "comparisons without votes");
    }

    public static PerturbationTally empty() {
        return new PerturbationTally(CountTable.zeros(3, 3), 0);
    }

    /** Counts a comparison by the votes of both arms, each of which needs this many. */
    public PerturbationTally plus(Votes control, Votes perturbed, long minVotes) {
        return merge(of(control, perturbed, minVotes));
    }

    public PerturbationTally minus(Votes control, Votes perturbed, long minVotes) {
        return without(of(control, perturbed, minVotes));
    }

    @Override
    public PerturbationTally merge(PerturbationTally other) {
        return new PerturbationTally(outcomes.merge(other.outcomes), Math.addExact(withoutVotes, other.withoutVotes));
    }

    @Override
    public PerturbationTally without(PerturbationTally other) {
        return new PerturbationTally(
                outcomes.without(other.outcomes), Math.subtractExact(withoutVotes, other.withoutVotes));
    }

    /**
     * For perturbations that leave the worth as it is, such as fake references, rich content or padding: of the comparisons
     * that the second answer did not win, those that it wins when perturbed.
     */
    public Figure agnosticSuccess() {
        return Figure.share("B9.attack-success-agnostic", Policy.STRICT, "attacked", agnosticHits(), agnosticTargets());
    }

    /**
     * For perturbations that spoil the answer, such as factual errors or gender bias: of the comparisons that the second answer
     * did not lose, those that it still does not lose.
     */
    public Figure relatedSuccess() {
        return Figure.share("B9.attack-success-related", Policy.STRICT, "attacked", relatedHits(), relatedTargets());
    }

    /** The agnostic success less that of a perturbation that changes nothing: a judge's noise alone succeeds at times. */
    public Figure agnosticExcess(PerturbationTally noise) {
        var counts = Map.of("attacked", agnosticHits(), "noise", noise.agnosticHits(), "n", agnosticTargets());
        return Figure.difference(
                "B9.attack-excess-agnostic",
                Policy.STRICT,
                counts,
                agnosticHits(),
                agnosticTargets(),
                noise.agnosticHits(),
                noise.agnosticTargets());
    }

    private long agnosticHits() {
        return outcomes.cell(FIRST, SECOND) + outcomes.cell(TIE, SECOND);
    }

    private long agnosticTargets() {
        return outcomes.rowTotal(FIRST) + outcomes.rowTotal(TIE);
    }

    private long relatedHits() {
        return outcomes.cell(SECOND, SECOND)
                + outcomes.cell(SECOND, TIE)
                + outcomes.cell(TIE, SECOND)
                + outcomes.cell(TIE, TIE);
    }

    private long relatedTargets() {
        return outcomes.rowTotal(SECOND) + outcomes.rowTotal(TIE);
    }

    private static PerturbationTally of(Votes control, Votes perturbed, long minVotes) {
        var before = control.balance(minVotes);
        var after = perturbed.balance(minVotes);
        if (before.isEmpty() || after.isEmpty()) {
            return new PerturbationTally(empty().outcomes, 1);
        }
        var row = AgreementTally.classOf(before.get());
        return new PerturbationTally(empty().outcomes.add(row, AgreementTally.classOf(after.get()), 1), 0);
    }
}
