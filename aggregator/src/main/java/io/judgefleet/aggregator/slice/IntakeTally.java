package io.judgefleet.aggregator.slice;

import io.judgefleet.metrics.Tally;
import java.util.Arrays;

/** What became of the records that were read; one count for each {@link Kind}. */
public final class IntakeTally implements Tally<IntakeTally> {
    /** What a record, or a comparison, is counted as. */
    public enum Kind {
        /** A verdict id that was not known. */
        VERDICT_COUNTED,
        /** A verdict that said nothing new. */
        VERDICT_DUPLICATE,
        /** A newer verdict with a known id. */
        VERDICT_REPLACED,
        /** A verdict that came after the horizon of the de-duplication. */
        VERDICT_LATE,
        LABEL_COUNTED,
        LABEL_DUPLICATE,
        LABEL_REPLACED,
        /** A comparison with its first verdict. */
        COMPARISON_JUDGED,
        /** A comparison that has a label. */
        COMPARISON_LABELLED,
        /** A record that withdraws labels. */
        LABEL_WITHDRAWAL
    }

    private static final IntakeTally EMPTY = new IntakeTally(new long[Kind.values().length]);

    private final long[] counts;

    private IntakeTally(long[] counts) {
        this.counts = counts;
    }

    public static IntakeTally empty() {
        return EMPTY;
    }

    /** A tally of these counts, in the order of the kinds; kinds of a later version may be missing at the end. */
    public static IntakeTally of(long... counts) {
        return new IntakeTally(Arrays.copyOf(counts, Kind.values().length));
    }

    public IntakeTally plus(Kind kind) {
        return plus(kind, 1);
    }

    public IntakeTally minus(Kind kind) {
        return plus(kind, -1);
    }

    public long count(Kind... kinds) {
        return Arrays.stream(kinds).mapToLong(kind -> counts[kind.ordinal()]).sum();
    }

    /** The counts in the order of the kinds. */
    public long[] counts() {
        return counts.clone();
    }

    @Override
    public IntakeTally merge(IntakeTally other) {
        var sum = counts.clone();
        Arrays.setAll(sum, kind -> Math.addExact(sum[kind], other.counts[kind]));
        return new IntakeTally(sum);
    }

    @Override
    public IntakeTally without(IntakeTally other) {
        var rest = counts.clone();
        Arrays.setAll(rest, kind -> Math.subtractExact(rest[kind], other.counts[kind]));
        return new IntakeTally(rest);
    }

    private IntakeTally plus(Kind kind, int change) {
        var sum = counts.clone();
        sum[kind.ordinal()] += change;
        return new IntakeTally(sum);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IntakeTally tally && Arrays.equals(counts, tally.counts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return Arrays.toString(counts);
    }
}
