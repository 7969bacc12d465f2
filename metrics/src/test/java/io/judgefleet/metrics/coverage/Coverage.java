package io.judgefleet.metrics.coverage;

import io.judgefleet.metrics.Figure;
import io.judgefleet.metrics.Interval;
import io.judgefleet.metrics.Range;
import java.util.Random;
import java.util.function.Function;
import java.util.function.IntFunction;

/** The share of an interval's draws that hold the truth, among draws in which the figure is shown. */
final class Coverage {
    /** Nominal is 95 %; every interval must reach this at every number of observations at which it is shown. */
    static final double PROMISED = 0.93;

    private static final double ROUNDING = 1e-9;
    private static final double[] LOG_FACTORIALS = logFactorials(1000);

    private double all;
    private double covered;

    /** Draws figures again and again with a seed. */
    static double of(int draws, double truth, Function<Random, Figure> figure) {
        var random = new Random(17);
        var coverage = new Coverage();
        for (var draw = 0; draw < draws; draw++) {
            var drawn = figure.apply(random);
            if (drawn.interval().isPresent()) {
                requireHonest(drawn);
                coverage.add(1, drawn.interval().get(), truth);
            }
        }
        return coverage.share();
    }

    /** Sums over all numbers of successes of n. */
    static double ofBinomial(int n, double chance, IntFunction<Interval> interval, double truth) {
        var coverage = new Coverage();
        for (var successes = 0; successes <= n; successes++) {
            coverage.add(binomial(n, successes, chance), interval.apply(successes), truth);
        }
        return coverage.share();
    }

    void add(double weight, Interval interval, double truth) {
        all += weight;
        covered += interval.low() - ROUNDING <= truth && truth <= interval.high() + ROUNDING ? weight : 0;
    }

    /** 1 where nothing was shown. */
    double share() {
        return all == 0 ? 1 : covered / all;
    }

    static double binomial(int n, int successes, double chance) {
        return Math.exp(logFactorial(n)
                - logFactorial(successes)
                - logFactorial(n - successes)
                + successes * Math.log(chance)
                + (n - successes) * Math.log1p(-chance));
    }

    static double logFactorial(int n) {
        return LOG_FACTORIALS[n];
    }

    private static double[] logFactorials(int most) {
        var logarithms = new double[most + 1];
        for (var n = 2; n <= most; n++) {
            logarithms[n] = logarithms[n - 1] + Math.log(n);
        }
        return logarithms;
    }

    /** No interval leaves the range of its figure, and none is a certainty. */
    static void requireHonest(Figure figure) {
        var interval = figure.interval().orElseThrow();
        var range = Range.of(figure.definition());
        if (interval.low() < range.low() || interval.high() > range.high() || !(interval.low() < interval.high())) {
            throw new AssertionError("expected an interval within " + range + ", found " + figure);
        }
    }

    private Coverage() {}

    static Coverage empty() {
        return new Coverage();
    }
}
