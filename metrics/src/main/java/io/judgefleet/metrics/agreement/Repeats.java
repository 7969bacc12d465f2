package io.judgefleet.metrics.agreement;

import io.judgefleet.judgement.Policy;
import io.judgefleet.judgement.Require;
import java.util.Comparator;

/** What a judge said of one comparison, shown in one order, when it was asked again and again. */
public record Repeats(long first, long tie, long second, long unscored) implements Comparable<Repeats> {
    private static final Comparator<Repeats> ORDER = Comparator.comparingLong(Repeats::first)
            .thenComparingLong(Repeats::tie)
            .thenComparingLong(Repeats::second)
            .thenComparingLong(Repeats::unscored);

    public Repeats {
        Require.notNegative(first, "first");
        Require.notNegative(tie, "tie");
        Require.notNegative(second, "second");
        Require.notNegative(unscored, "unscored");
    }

    /** How many repeats count under the policy. */
    public long n(Policy policy) {
        return first + tie + second + (policy == Policy.STRICT ? 0 : unscored);
    }

    /** How many of them say what most of them say; under {@link Policy#WRONG} no scores are an answer of its own. */
    public long most(Policy policy) {
        var ties = policy.ofPreferences() == Policy.TIE ? tie + unscored : tie;
        var none = policy == Policy.WRONG ? unscored : 0;
        return Math.max(Math.max(first, second), Math.max(ties, none));
    }

    @Override
    public int compareTo(Repeats other) {
        return ORDER.compare(this, other);
    }
}
