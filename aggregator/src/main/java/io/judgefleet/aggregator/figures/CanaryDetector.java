package io.judgefleet.aggregator.figures;

import io.judgefleet.aggregator.figures.CanaryReport.Round;
import io.judgefleet.judgement.Policy;
import io.judgefleet.metrics.Absence;
import io.judgefleet.metrics.Figure;
import io.judgefleet.metrics.MeanTally;
import io.judgefleet.metrics.drift.Watched;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A watch over the rounds of canaries, of which the first is the baseline (metrics definition B16). */
public enum CanaryDetector {
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

    /** Of fewer observations the deviation is too uncertain: with five, one calm stream in eight would alarm. */
    private static final int LEAST_BASELINE = 30;

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

    /** The name of its statistic among the figures of a judge. */
    public String figureName() {
        return figureName;
    }

    /** Its statistic alarms above this. */
    public double threshold() {
        return watched.threshold();
    }

    String alarmName() {
        return alarmName;
    }

    /** A round is taken as a whole, for which of its observations came first says nothing. */
    Course over(List<Round> rounds) {
        var baseline = observed.apply(rounds.getFirst());
        if (baseline.n() < LEAST_BASELINE) {
            return new Course(
                    absent(baseline, baseline.n() == 0 ? Absence.NO_DATA : Absence.TOO_FEW), Optional.empty());
        }
        var detector = watched.detector(baseline);
        var n = 0L;
        var alarmedIn = Optional.<String>empty();
        for (var round : rounds.subList(1, rounds.size())) {
            var seen = observed.apply(round);
            if (seen.n() > 0) {
                detector = detector.next(watched.scaled(seen.mean(), baseline), seen.n());
                n += seen.n();
            }
            alarmedIn = alarmedIn.isEmpty() && detector.isAlarm() ? Optional.of(round.name()) : alarmedIn;
        }
        var figure = n == 0
                ? absent(baseline, Absence.NO_DATA)
                : Figure.of(definition, Policy.STRICT, Map.of("n", n, "reference", baseline.n()), detector.statistic());
        return new Course(figure, alarmedIn);
    }

    private Figure absent(MeanTally baseline, Absence reason) {
        return Figure.absent(definition, Policy.STRICT, Map.of("n", 0L, "reference", baseline.n()), reason);
    }

    private static MeanTally share(Figure figure, String part) {
        var ones = figure.counts().getOrDefault(part, 0L);
        return MeanTally.empty()
                .plus(1)
                .times(ones)
                .merge(MeanTally.empty().plus(0).times(figure.n() - ones));
    }
}
