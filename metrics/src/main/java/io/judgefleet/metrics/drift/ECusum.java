package io.judgefleet.metrics.drift;

import io.judgefleet.metrics.Require;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Betting against a known mean of observations from 0 to 1, whatever their distribution (metrics definition B16): six
 * gamblers with different stakes bet on rises or falls and start anew whenever they have lost; their mean capital is seldom
 * large unless the mean has moved.
 *
 * @param capital of each gambler
 * @param mean that the observations are said to have
 * @param alarmRate the capital's inverse at which to alarm
 */
public record ECusum(List<Double> capital, double mean, double alarmRate) implements Detector {
    private static final double[] STAKES = {0.5, 1, 1.5, -0.5, -1, -1.5};
    /** Beyond every threshold, and far from overflow. */
    private static final double MAX_CAPITAL = 1e100;

    public ECusum {
        capital = List.copyOf(capital);
        Require.within(0, 1, mean, "mean");
        Require.within(1e-50, 0.5, alarmRate, "alarm rate");
    }

    /** Alarms at 10^-4: at most 1 % false alarms in 2,000 observations, and 50 to 120 until a shift is seen. */
    public static ECusum standard(double mean) {
        return of(mean, 1e-4);
    }

    public static ECusum of(double mean, double alarmRate) {
        return new ECusum(Collections.nCopies(STAKES.length, 1.0), mean, alarmRate);
    }

    @Override
    public ECusum next(double observation) {
        Require.within(0, 1, observation, "observation");
        List<Double> next = new ArrayList<>();
        for (var gambler = 0; gambler < STAKES.length; gambler++) {
            var factor = 1 + stake(gambler) * (observation - mean);
            next.add(Math.min(MAX_CAPITAL, Math.max(1, capital.get(gambler)) * Math.max(0, factor)));
        }
        return new ECusum(next, mean, alarmRate);
    }

    @Override
    public boolean isAlarm() {
        return capital.stream().mapToDouble(Double::doubleValue).average().orElse(0) > 1 / alarmRate;
    }

    @Override
    public ECusum restarted() {
        return of(mean, alarmRate);
    }

    /** Nobody may stake more than can be lost, or the bet would not be fair. */
    private double stake(int gambler) {
        var stake = STAKES[gambler];
        return stake > 0 ? Math.min(stake, 1 / mean) : Math.max(stake, -1 / (1 - mean));
    }
}
