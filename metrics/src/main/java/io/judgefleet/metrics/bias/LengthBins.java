package io.judgefleet.metrics.bias;

import java.util.Arrays;

/**
 * Length differences in 65 bins: 32 for each sign, two for every doubling, and one for equal lengths. Fine enough that a length
 * controlled win rate from bins differs from one from rows by some hundredths of a point, and by .43 points at most (metrics
 * definition B7).
 */
final class LengthBins {
    static final int COUNT = 65;
    /** Up to this difference two answers count as equally long where longer and shorter are counted (AlpacaEval). */
    static final long SMALL = 30;

    private static final int CENTRE = 32;
    /** The least absolute difference of each bin; 31 in place of 32 leaves {@link #SMALL} differences in bins of their own. */
    private static final long[] STARTS = {
        1, 2, 3, 4, 6, 8, 11, 16, 23, 31, 45, 64, 91, 128, 181, 256, 362, 512, 724, 1024, 1448, 2048, 2896, 4096, 5793,
        8192, 11585, 16384, 23170, 32768, 46341, 65536
    };

    static int of(long difference) {
        var found = Arrays.binarySearch(STARTS, Math.abs(difference));
        var place = found >= 0 ? found + 1 : -found - 1;
        return CENTRE + Long.signum(difference) * place;
    }

    /** -1 where the other answer is longer, 1 where it is shorter. */
    static int sign(int bin) {
        return Integer.signum(bin - CENTRE);
    }

    static boolean isSmall(int bin) {
        return Math.abs(bin - CENTRE) < Math.abs(of(SMALL + 1) - CENTRE);
    }

    private LengthBins() {}
}
