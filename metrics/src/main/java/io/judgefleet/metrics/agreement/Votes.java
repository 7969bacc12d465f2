package io.judgefleet.metrics.agreement;

import io.judgefleet.judgement.Preference;
import io.judgefleet.judgement.Require;
import io.judgefleet.metrics.CountTable;
import io.judgefleet.metrics.Tally;
import java.util.Collection;
import java.util.Optional;

/** How many annotators preferred what in one comparison. */
public record Votes(long first, long tie, long second) implements Tally<Votes> {
    public Votes {
        Require.notNegative(first, "votes for the first answer");
        Require.notNegative(tie, "votes for a tie");
        Require.notNegative(second, "votes for the second answer");
    }

    public static Votes empty() {
        return new Votes(0, 0, 0);
    }

    public static Votes of(Collection<Preference> preferences) {
        var votes = empty();
        for (var preference : preferences) {
            votes = votes.plus(preference);
        }
        return votes;
    }

    public Votes plus(Preference preference) {
        return add(preference, 1);
    }

    public Votes minus(Preference preference) {
        return add(preference, -1);
    }

    @Override
    public Votes merge(Votes other) {
        return new Votes(first + other.first, tie + other.tie, second + other.second);
    }

    @Override
    public Votes without(Votes other) {
        return new Votes(first - other.first, tie - other.tie, second - other.second);
    }

    public long count(Preference preference) {
        return switch (preference) {
            case FIRST -> first;
            case TIE -> tie;
            case SECOND -> second;
        };
    }

    public long total() {
        return first + tie + second;
    }

    /** What more annotators preferred than anything else; empty where two lead together. */
    public Optional<Preference> majority() {
        var most = Math.max(first, Math.max(tie, second));
        var leaders = (first == most ? 1 : 0) + (tie == most ? 1 : 0) + (second == most ? 1 : 0);
        if (total() == 0 || leaders > 1) {
            return Optional.empty();
        }
        return Optional.of(first == most ? Preference.FIRST : tie == most ? Preference.TIE : Preference.SECOND);
    }

    /** Which answer most votes lean to, a tie leaning to neither: empty where there are fewer votes than these. */
    public Optional<Preference> balance(long minVotes) {
        if (total() < Math.max(1, minVotes)) {
            return Optional.empty();
        }
        return Optional.of(first > second ? Preference.FIRST : first < second ? Preference.SECOND : Preference.TIE);
    }

    /** The counts in the order of {@link AgreementTally#CLASSES}. */
    public CountTable counts() {
        return CountTable.of(1, 3, first, tie, second);
    }

    private Votes add(Preference preference, int count) {
        return switch (preference) {
            case FIRST -> new Votes(first + count, tie, second);
            case TIE -> new Votes(first, tie + count, second);
            case SECOND -> new Votes(first, tie, second + count);
        };
    }
}
