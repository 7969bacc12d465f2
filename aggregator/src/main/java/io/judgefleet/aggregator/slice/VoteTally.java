package io.judgefleet.aggregator.slice;

import io.judgefleet.judgement.Preference;
import io.judgefleet.judgement.Resolution;
import io.judgefleet.metrics.Tally;
import io.judgefleet.metrics.agreement.AgreementTally;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Every annotator's vote by itself against the judge's reading of the same comparison, as MT-bench counts, where
 * {@link ReadingTally} knows their majority only.
 *
 * @param byResolution votes by readings
 */
public record VoteTally(Map<Resolution, AgreementTally> byResolution) implements Tally<VoteTally> {
    public VoteTally {
        byResolution = Map.copyOf(byResolution);
    }

    public static VoteTally empty() {
        return of(resolution -> AgreementTally.empty());
    }

    /** So many votes of that preference on comparisons whose verdicts have that code. */
    public static VoteTally of(OutcomeCode code, Preference vote, long count) {
        return of(resolution -> AgreementTally.empty().plus(vote, code.reading(resolution), count));
    }

    @Override
    public VoteTally merge(VoteTally other) {
        return of(resolution -> under(resolution).merge(other.under(resolution)));
    }

    @Override
    public VoteTally without(VoteTally other) {
        return of(resolution -> under(resolution).without(other.under(resolution)));
    }

    public AgreementTally under(Resolution resolution) {
        return byResolution.getOrDefault(resolution, AgreementTally.empty());
    }

    private static VoteTally of(Function<Resolution, AgreementTally> tally) {
        return new VoteTally(Arrays.stream(Resolution.values())
                .collect(Collectors.toMap(
                        Function.identity(), tally, (a, b) -> b, () -> new EnumMap<>(Resolution.class))));
    }
}
