package io.judgefleet.metrics.rating;

import io.judgefleet.judgement.Policy;
import io.judgefleet.judgement.Preference;
import io.judgefleet.judgement.Reading;
import io.judgefleet.metrics.Absence;
import io.judgefleet.metrics.Binomial;
import io.judgefleet.metrics.CountTable;
import io.judgefleet.metrics.Figure;
import io.judgefleet.metrics.Tally;
import java.util.Map;

/**
 * How often one side won, tied or lost (metrics definition B10); the first answer of a reading is that side.
 *
 * @param readings one row of counts, a column per {@link Reading}
 */
public record WinTally(CountTable readings) implements Tally<WinTally> {
    public static WinTally empty() {
        return new WinTally(CountTable.zeros(1, Reading.CODES.width()));
    }

    /** A tally of this many readings with scores. */
    public static WinTally of(long wins, long ties, long losses) {
        return empty().add(Reading.FIRST, wins).add(Reading.TIE, ties).add(Reading.SECOND, losses);
    }

    public WinTally plus(Reading reading) {
        return add(reading, 1);
    }

    public WinTally minus(Reading reading) {
        return add(reading, -1);
    }

    @Override
    public WinTally merge(WinTally other) {
        return new WinTally(readings.merge(other.readings));
    }

    @Override
    public WinTally without(WinTally other) {
        return new WinTally(readings.without(other.readings));
    }

    /** The same comparisons as the other side counts them. */
    public WinTally swapped() {
        var turned = empty();
        for (var reading : Reading.values()) {
            turned = turned.add(reading.swapped(), count(reading));
        }
        return turned;
    }

    public long count(Reading reading) {
        return readings.cell(0, reading.code());
    }

    public long wins(Policy policy) {
        return count(policy, Preference.FIRST);
    }

    public long ties(Policy policy) {
        return count(policy, Preference.TIE);
    }

    public long losses(Policy policy) {
        return count(policy, Preference.SECOND);
    }

    /** Comparisons in the denominator; under {@link Policy#WRONG} some of them are neither won, tied nor lost. */
    public long n(Policy policy) {
        var total = 0L;
        for (var reading : Reading.values()) {
            total += reading.countsUnder(policy) ? count(reading) : 0;
        }
        return total;
    }

    /** (wins + ties/2) / n. */
    public Figure winRate(Policy policy) {
        var n = n(policy);
        var wins = wins(policy);
        var ties = ties(policy);
        var counts = Map.of("wins", wins, "ties", ties, "losses", losses(policy), "n", n);
        return n == 0
                ? Figure.absent("B10.win-rate", policy, counts, Absence.NO_DATA)
                : Figure.of("B10.win-rate", policy, counts, (wins + 0.5 * ties) / n)
                        .withInterval(Binomial.halves(wins, ties, n));
    }

    private long count(Policy policy, Preference preference) {
        var total = 0L;
        for (var reading : Reading.values()) {
            total += reading.under(policy).filter(preference::equals).isPresent() ? count(reading) : 0;
        }
        return total;
    }

    private WinTally add(Reading reading, long count) {
        return new WinTally(readings.add(0, reading.code(), count));
    }
}
