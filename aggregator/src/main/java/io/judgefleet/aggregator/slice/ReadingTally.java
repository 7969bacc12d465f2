package io.judgefleet.aggregator.slice;

import io.judgefleet.judgement.Reading;
import io.judgefleet.metrics.Tally;
import io.judgefleet.metrics.agreement.AgreementTally;
import io.judgefleet.metrics.rating.WinTally;

/**
 * The counts that depend on how the two passes of a comparison become one preference.
 *
 * @param wins of the lower model
 * @param agreement of readings with labels, both of the original order
 */
public record ReadingTally(WinTally wins, AgreementTally agreement) implements Tally<ReadingTally> {
    public static ReadingTally empty() {
        return new ReadingTally(WinTally.empty(), AgreementTally.empty());
    }

    static ReadingTally of(Reading reading, boolean higherModelFirst, LabelConsensus consensus) {
        var wins = WinTally.empty().plus(higherModelFirst ? reading.swapped() : reading);
        var agreement = AgreementTally.empty();
        return new ReadingTally(
                wins,
                consensus instanceof LabelConsensus.Labelled(var preference)
                        ? agreement.plus(preference, reading)
                        : agreement);
    }

    @Override
    public ReadingTally merge(ReadingTally other) {
        return new ReadingTally(wins.merge(other.wins), agreement.merge(other.agreement));
    }

    @Override
    public ReadingTally without(ReadingTally other) {
        return new ReadingTally(wins.without(other.wins), agreement.without(other.agreement));
    }
}
