package io.judgefleet.cli.submit;

import io.judgefleet.comparisons.ComparisonId;
import io.judgefleet.comparisons.Digest;

/**
 * Which comparisons of an input are wanted: not the first few, of the rest a sample, and no more than so many.
 *
 * @param sample the share that is wanted; which ones is a matter of their ids alone, so that a rerun and a larger share keep them
 */
record Selection(long skip, long limit, double sample) {
    private static final double UNITS = 0x1p52;

    Selection {
        if (skip < 0) {
            throw new IllegalArgumentException("expected --skip of 0 or more, found " + skip);
        }
        if (limit < 0) {
            throw new IllegalArgumentException("expected --limit of 0 or more, found " + limit);
        }
        if (!(sample >= 0 && sample <= 1)) {
            throw new IllegalArgumentException("expected --sample of 0 to 1, found " + sample);
        }
    }

    /** Whether a comparison is wanted when so many were met before it and so many of them were taken. */
    boolean takes(ComparisonId id, long met, long taken) {
        return met >= skip && !isFull(taken) && fraction(id) < sample;
    }

    /** Whether no further comparison is wanted. */
    boolean isFull(long taken) {
        return taken >= limit;
    }

    /** The share of the work that is done: of the input or, where fewer are wanted than it has, of those. */
    double share(long taken, double shareOfInput) {
        double shareOfWanted = limit == 0 ? 1 : (double) taken / limit;
        return Double.isNaN(shareOfInput)
                ? limit == Long.MAX_VALUE ? Double.NaN : shareOfWanted
                : Math.max(shareOfInput, shareOfWanted);
    }

    private static double fraction(ComparisonId id) {
        return Long.parseLong(Digest.of("sample", id.value()).substring(0, 13), 16) / UNITS;
    }
}
