package io.judgefleet.metrics.statistics;

import java.nio.charset.StandardCharsets;

/**
 * How often a cluster of observations stands in each bootstrap replicate: Poisson variables of mean 1, drawn from the
 * cluster's name alone, so that replays, retries, merges and other machines draw the same (metrics definition B12).
 */
public final class PoissonWeights {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;
    /** P(X at most k) of a Poisson variable of mean 1; beyond the last the rest is below 2^-53. */
    private static final double[] CUMULATIVE = cumulative(18);

    /** The cluster's weights in replicates 0, 1, ... */
    public static int[] of(String cluster, int replicates) {
        return of(seed(cluster), replicates);
    }

    /** The weights of the cluster that has this seed. */
    public static int[] of(long seed, int replicates) {
        var weights = new int[replicates];
        for (var replicate = 0; replicate < replicates; replicate++) {
            weights[replicate] = weight(mix(seed + (replicate + 1) * GOLDEN));
        }
        return weights;
    }

    /** A number from 0 to 1, drawn from the text alone: for choices that every machine and every replay shall make alike. */
    public static double fraction(String text) {
        return (mix(seed(text)) >>> 11) * 0x1p-53;
    }

    private static int weight(long bits) {
        var uniform = (bits >>> 11) * 0x1p-53;
        var weight = 0;
        while (weight < CUMULATIVE.length && uniform >= CUMULATIVE[weight]) {
            weight++;
        }
        return weight;
    }

    /** All that the weights depend on: FNV-1a of the name's UTF-8 bytes. */
    public static long seed(String text) {
        var hash = FNV_OFFSET;
        for (var octet : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (octet & 0xff)) * FNV_PRIME;
        }
        return hash;
    }

    /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014). */
    private static long mix(long bits) {
        var mixed = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }

    /** StrictMath gives the same bits everywhere. */
    private static double[] cumulative(int length) {
        var cumulative = new double[length];
        var term = StrictMath.exp(-1);
        var sum = 0.0;
        for (var k = 0; k < length; k++) {
            sum += term;
            cumulative[k] = sum;
            term /= k + 1;
        }
        return cumulative;
    }

    private PoissonWeights() {}
}
