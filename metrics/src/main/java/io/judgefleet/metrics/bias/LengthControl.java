package io.judgefleet.metrics.bias;

import io.judgefleet.judgement.Policy;
import io.judgefleet.metrics.Absence;
import io.judgefleet.metrics.Figure;
import io.judgefleet.metrics.Interval;
import io.judgefleet.metrics.statistics.ConcaveFunction;
import io.judgefleet.metrics.statistics.Logistic;
import io.judgefleet.metrics.statistics.Newton;
import io.judgefleet.metrics.statistics.SymmetricMatrix;
import java.util.Map;

/**
 * A side's win rate with the pull of length taken out: the logistic fit P(win) = s(worth + pull * tanh(difference / deviation)),
 * a tie as half a win, read where lengths are equal (AlpacaEval 2, 2404.04475, for one model and without the difficulty of
 * instructions; metrics definition B7).
 *
 * @param winRate what the side would win if both answers were always equally long
 * @param slope the pull of length in log-odds: above 0 longer answers win
 */
public record LengthControl(Figure winRate, Figure slope) {
    /** A control that moves the win rate by more than this is to be doubted (AlpacaEval). */
    private static final double EXTREME_SHIFT = 0.1;

    private static final double EXTREME_SHARE = 0.25;

    static LengthControl fit(LengthTally tally) {
        if (tally.n() < 2) {
            return absent(tally, tally.n() == 0 ? Absence.NO_DATA : Absence.TOO_FEW);
        }
        var features = features(tally);
        if (areEquallyLong(tally)) {
            return absent(tally, Absence.NO_VARIANCE);
        }
        var likelihood = likelihood(tally, features);
        return Newton.maximise(likelihood, 0, 0)
                .map(point -> known(tally, features, likelihood, point))
                .orElseGet(() -> absent(tally, Absence.UNBOUNDED));
    }

    /** Whether the control moves the win rate by more than a tenth and more than a quarter of itself. */
    public boolean isExtreme(double rawWinRate) {
        var shift = Math.abs(winRate.value().orElse(rawWinRate) - rawWinRate);
        return shift > Math.max(EXTREME_SHIFT, EXTREME_SHARE * rawWinRate);
    }

    private static LengthControl known(
            LengthTally tally, double[] features, ConcaveFunction likelihood, double[] point) {
        var inverse = SymmetricMatrix.factor(likelihood.at(point).information()).inverse();
        var worthError = sandwichError(tally, features, point, inverse[0]);
        var slopeError = sandwichError(tally, features, point, inverse[1]);
        var worth = Interval.robust(point[0], worthError, Math.sqrt(inverse[0][0]), tally.n());
        return new LengthControl(
                Figure.of("B7.length-controlled-win-rate", Policy.STRICT, counts(tally), Logistic.of(point[0]))
                        .withInterval(new Interval(
                                Logistic.of(worth.low()), Logistic.of(worth.high()), worth.level(), worth.method())),
                Figure.of("B7.length-slope", Policy.STRICT, counts(tally), point[1])
                        .withInterval(Interval.robust(point[1], slopeError, Math.sqrt(inverse[1][1]), tally.n())));
    }

    private static LengthControl absent(LengthTally tally, Absence reason) {
        return new LengthControl(
                Figure.absent("B7.length-controlled-win-rate", Policy.STRICT, counts(tally), reason),
                Figure.absent("B7.length-slope", Policy.STRICT, counts(tally), reason));
    }

    private static Map<String, Long> counts(LengthTally tally) {
        var wins = 0L;
        var ties = 0L;
        for (var bin = 0; bin < LengthBins.COUNT; bin++) {
            wins += tally.wins(bin);
            ties += tally.ties(bin);
        }
        return Map.of("wins", wins, "ties", ties, "n", tally.n());
    }

    /** tanh of every bin's mean difference in units of the sample deviation of all. */
    private static double[] features(LengthTally tally) {
        var sum = 0L;
        for (var bin = 0; bin < LengthBins.COUNT; bin++) {
            sum += tally.differences(bin);
        }
        var spread = tally.squares() - (double) sum * sum / tally.n();
        var deviation = Math.sqrt(Math.max(0, spread) / (tally.n() - 1));
        var features = new double[LengthBins.COUNT];
        for (var bin = 0; bin < LengthBins.COUNT; bin++) {
            var n = tally.n(bin);
            features[bin] = n == 0 || deviation == 0 ? 0 : Math.tanh((double) tally.differences(bin) / n / deviation);
        }
        return features;
    }

    private static boolean areEquallyLong(LengthTally tally) {
        var occupied = 0;
        for (var bin = 0; bin < LengthBins.COUNT; bin++) {
            occupied += tally.n(bin) > 0 ? 1 : 0;
        }
        return occupied < 2;
    }

    private static ConcaveFunction likelihood(LengthTally tally, double[] features) {
        return point -> {
            var gradient = new double[2];
            var information = new double[2][2];
            for (var bin = 0; bin < LengthBins.COUNT; bin++) {
                var chance = Logistic.of(point[0] + point[1] * features[bin]);
                var surplus = tally.wins(bin) + 0.5 * tally.ties(bin) - tally.n(bin) * chance;
                var weight = tally.n(bin) * chance * (1 - chance);
                gradient[0] += surplus;
                gradient[1] += surplus * features[bin];
                information[0][0] += weight;
                information[0][1] += weight * features[bin];
                information[1][1] += weight * features[bin] * features[bin];
            }
            information[1][0] = information[0][1];
            return new ConcaveFunction.Derivatives(gradient, information);
        };
    }

    private static double sandwichError(LengthTally tally, double[] features, double[] point, double[] influence) {
        var sum = 0.0;
        for (var bin = 0; bin < LengthBins.COUNT; bin++) {
            var chance = Logistic.of(point[0] + point[1] * features[bin]);
            var residuals = tally.wins(bin) * Math.pow(1 - chance, 2)
                    + tally.losses(bin) * Math.pow(chance, 2)
                    + tally.ties(bin) * Math.pow(0.5 - chance, 2);
            sum += residuals * Math.pow(influence[0] + influence[1] * features[bin], 2);
        }
        return Math.sqrt(sum);
    }
}
