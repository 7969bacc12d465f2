package io.judgefleet.metrics.drift;

import io.judgefleet.judgement.Require;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Betting against what is known of the mean of observations from 0 to 1, whatever their distribution (metrics definition B16): six
 * gamblers with different stakes bet on rises or falls and start anew whenever they have lost; their mean capital is seldom
 * large unless the mean has moved.
 *
 * @param capital of each gambler
 * @param low the least mean that the observations may have; falls are bet against it
 * @param high the largest such mean; rises are bet against it
 * @param alarmRate the capital's inverse at which to alarm
 */
public record ECusum(List<Double> capital, double low, double high, double alarmRate) implements Detector {
    private static final double[] STAKES = {0.5, 1, 1.5, -0.5, -1, -1.5};
    /** Beyond every threshold, and far from overflow. */
    private static final double MAX_CAPITAL = 1e100;

    public ECusum {
        capital = List.copyOf(capital);
        Require.within(0, 1, low, "lower bound of the mean");
        Require.within(low, 1, high, "upper bound of the mean");
        Require.within(1e-50, 0.5, alarmRate, "alarm rate");
    }

    /** Alarms at 10^-4: at most 1 % false alarms in 2,000 observations, and 50 to 120 until a shift is seen. */
    public static ECusum standard(double mean) {
        return standard(mean, mean);
    }

    /** As {@link #standard(double)}, where the mean is only known to lie between two bounds. */
    public static ECusum standard(double low, double high) {
        return new ECusum(Collections.nCopies(STAKES.length, 1.0), low, high, 1e-4);
    }

    @Override
    public ECusum next(double observation) {
        Require.within(0, 1, observation, "observation");
        List<Double> next = new ArrayList<>();
        for (var gambler = 0; gambler < STAKES.length; gambler++) {
            var mean = STAKES[gambler] > 0 ? high : low;
            var factor = 1 + stake(STAKES[gambler], mean) * (observation - mean);
            next.add(Math.min(MAX_CAPITAL, Math.max(1, capital.get(gambler)) * Math.max(0, factor)));
        }
        return new ECusum(next, low, high, alarmRate);
    }

    /**
     * Every one and every zero is a bet of its own. To bet on their mean as often as there are observations would win more than all
     * of them do, and calm rounds would alarm.
     */
    @Override
    public ECusum next(double mean, long observations) {
        var ones = Math.rint(observations * Require.within(0, 1, mean, "mean of observations"));
        List<Double> next = new ArrayList<>();
        for (var gambler = 0; gambler < STAKES.length; gambler++) {
            var expected = STAKES[gambler] > 0 ? high : low;
            var stake = stake(STAKES[gambler], expected);
            var growth = growth(1 + stake * (1 - expected), ones) + growth(1 - stake * expected, observations - ones);
            next.add(Math.min(MAX_CAPITAL, Math.max(1, capital.get(gambler)) * Math.exp(growth)));
        }
        return new ECusum(next, low, high, alarmRate);
    }

    /** The decimal logarithm of the mean capital. */
    @Override
    public double statistic() {
        return Math.log10(Math.max(
                Double.MIN_NORMAL,
                capital.stream().mapToDouble(Double::doubleValue).average().orElse(0)));
    }

    @Override
    public double threshold() {
        return -Math.log10(alarmRate);
    }

    @Override
    public ECusum restarted() {
        return new ECusum(Collections.nCopies(STAKES.length, 1.0), low, high, alarmRate);
    }

    /** The logarithm of what becomes of a capital by so many equal bets. */
    private static double growth(double factor, double bets) {
        return bets == 0 ? 0 : bets * Math.log(Math.max(0, factor));
    }

    /** A stake beyond what can be lost would make the bet unfair. */
    private static double stake(double stake, double mean) {
        return stake > 0 ? Math.min(stake, 1 / mean) : Math.max(stake, -1 / (1 - mean));
    }
}
