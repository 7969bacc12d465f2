package io.judgefleet.aggregator.figures;

import io.judgefleet.aggregator.figures.CanaryReport.Round;
import io.judgefleet.metrics.Absence;
import io.judgefleet.metrics.Figure;
import io.judgefleet.metrics.Policy;
import io.judgefleet.metrics.drift.Detector;
import io.judgefleet.metrics.drift.Watched;
import io.judgefleet.metrics.statistics.MeanTally;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A watch over the rounds of canaries, of which the first is the baseline (metrics definition B16). */
enum CanaryDetector {
    SCORE(
            "canaryScoreDrift",
            "page-hinkley-score",
            "B16.page-hinkley",
            Watched.SCORES,
            round -> round.scores().moments()),
    CONSISTENCY(
            "canaryConsistencyDrift",
            "e-cusum-consistency",
            "B16.e-cusum",
            Watched.SHARES,
            round -> share(round.consistency(), "consistent")),
    PARSE_RATE(
            "canaryParseDrift",
            "e-cusum-parse-rate",
            "B16.e-cusum",
            Watched.SHARES,
            round -> share(round.parseRate(), "parsed"));

    private final String figureName;
    private final String alarmName;
    private final String definition;
    private final Watched watched;
    private final Function<Round, MeanTally> observed;

    /**
     * What the detector makes of all rounds.
     *
     * @param figure its statistic after the last round
     * @param alarmedIn the round in which it first went off
     */
    record Course(Figure figure, Optional<String> alarmedIn) {}

    CanaryDetector(
            String figureName,
            String alarmName,
            String definition,
            Watched watched,
            Function<Round, MeanTally> observed) {
        this.figureName = figureName;
        this.alarmName = alarmName;
        this.definition = definition;
        this.watched = watched;
        this.observed = observed;
    }

    String figureName() {
        return figureName;
    }

    String alarmName() {
        return alarmName;
    }

    /** Each observation of a round counts as the round's mean, for which of them came first says nothing. */
    Course over(List<Round> rounds) {
        var baseline = observed.apply(rounds.getFirst());
        if (baseline.n() < 2) {
            return new Course(absent(), Optional.empty());
        }
        var detector = watched.detector(baseline);
        var n = 0L;
        var alarmedIn = Optional.<String>empty();
        for (var round : rounds.subList(1, rounds.size())) {
            var seen = observed.apply(round);
            if (seen.n() > 0) {
                detector = fed(detector, watched.scaled(seen.mean(), baseline), seen.n());
                n += seen.n();
            }
            alarmedIn = alarmedIn.isEmpty() && detector.isAlarm() ? Optional.of(round.name()) : alarmedIn;
        }
        var figure = n == 0
                ? absent()
                : Figure.of(definition, Policy.STRICT, Map.of("n", n, "reference", baseline.n()), detector.statistic());
        return new Course(figure, alarmedIn);
    }

    private Figure absent() {
        return Figure.absent(definition, Policy.STRICT, Map.of("n", 0L), Absence.NO_DATA);
    }

    private static Detector fed(Detector detector, double observation, long times) {
        var next = detector;
        for (var left = times; left > 0; left--) {
            next = next.next(observation);
        }
        return next;
    }

    private static MeanTally share(Figure figure, String part) {
        var ones = figure.counts().getOrDefault(part, 0L);
        return MeanTally.empty()
                .plus(1)
                .times(ones)
                .merge(MeanTally.empty().plus(0).times(figure.n() - ones));
    }
}
