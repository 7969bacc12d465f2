package io.judgefleet.aggregator.slice;

import io.judgefleet.judgement.Coded;
import io.judgefleet.judgement.Codes;
import io.judgefleet.metrics.Tally;
import java.util.Arrays;

/** What became of the records that were read; one count for each {@link Kind}. */
public final class IntakeTally implements Tally<IntakeTally> {
    /** What a record, or a comparison, is counted as. */
    public enum Kind implements Coded {
        /** A verdict id that was not known. */
        VERDICT_COUNTED(0),
        /** A verdict that said nothing new. */
        VERDICT_DUPLICATE(1),
        /** A newer verdict with a known id. */
        VERDICT_REPLACED(2),
        /** A verdict that came after the horizon of the de-duplication. */
        VERDICT_LATE(3),
        LABEL_COUNTED(4),
        LABEL_DUPLICATE(5),
        LABEL_REPLACED(6),
        /** A comparison with its first verdict. */
        COMPARISON_JUDGED(7),
        /** A comparison that has a label. */
        COMPARISON_LABELLED(8),
        /** A record that withdraws labels. */
        LABEL_WITHDRAWAL(9);

        /** The constants by their codes. */
        public static final Codes<Kind> CODES = Codes.of(Kind.class);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        @Override
        public int code() {
            return code;
        }
    }

    private static final IntakeTally EMPTY = new IntakeTally(new long[Kind.CODES.width()]);

    private final long[] counts;

    private IntakeTally(long[] counts) {
        this.counts = counts;
    }

    public static IntakeTally empty() {
        return EMPTY;
    }

    /**
     * A tally of these counts, in the order of the kinds' codes; kinds that came with a later version may be missing at the end.
     *
     * @throws IllegalArgumentException when there are more counts than kinds
     */
    public static IntakeTally of(long... counts) {
        if (counts.length > Kind.CODES.width()) {
            throw new IllegalArgumentException("expected at most %d counts of an intake tally, found %d"
                    .formatted(Kind.CODES.width(), counts.length));
        }
        return new IntakeTally(Arrays.copyOf(counts, Kind.CODES.width()));
    }

    public IntakeTally plus(Kind kind) {
        return plus(kind, 1);
    }

    public IntakeTally minus(Kind kind) {
        return plus(kind, -1);
    }

    public long count(Kind... kinds) {
        return Arrays.stream(kinds).mapToLong(kind -> counts[kind.code()]).sum();
    }

    /** The counts in the order of the kinds' codes. */
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
        sum[kind.code()] += change;
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
