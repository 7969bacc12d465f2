package io.judgefleet.local.supervision;

import java.time.Duration;

/**
 * When a child that ended by itself is started again.
 *
 * @param soon a child that lived shorter than this died quickly
 * @param manyQuickDeaths so many in a row are no accident; it is started again all the same
 * @param firstPause before the first restart; it doubles with each quick death
 * @param longestPause what the pauses do not exceed
 */
public record RestartPolicy(Duration soon, int manyQuickDeaths, Duration firstPause, Duration longestPause) {
    public static final RestartPolicy DEFAULT =
            new RestartPolicy(Duration.ofMinutes(1), 5, Duration.ofMillis(500), Duration.ofSeconds(30));

    public RestartPolicy {
        if (manyQuickDeaths < 1) {
            throw new IllegalArgumentException("expected at least one quick death, found " + manyQuickDeaths);
        }
    }

    /** Quick deaths in a row, now that a child died which had lived for a time. */
    int quickDeaths(int before, Duration lived) {
        return lived.compareTo(soon) < 0 ? before + 1 : 0;
    }

    boolean areMany(int quickDeaths) {
        return quickDeaths >= manyQuickDeaths;
    }

    Duration pause(int quickDeaths) {
        var doublings = Math.clamp(quickDeaths - 1L, 0, 20);
        var pause = firstPause.multipliedBy(1L << doublings);
        return pause.compareTo(longestPause) < 0 ? pause : longestPause;
    }
}
