package io.judgefleet.aggregator.figures;

import static io.judgefleet.aggregator.figures.FigureDefinition.Good.HIGHER;
import static io.judgefleet.aggregator.figures.FigureDefinition.Good.LOWER;
import static io.judgefleet.aggregator.figures.FigureDefinition.Scope.CANARY;
import static io.judgefleet.aggregator.figures.FigureDefinition.Scope.REPETITION;
import static io.judgefleet.aggregator.figures.FigureDefinition.coefficient;
import static io.judgefleet.aggregator.figures.FigureDefinition.probability;
import static io.judgefleet.aggregator.figures.FigureDefinition.share;
import static io.judgefleet.aggregator.figures.FigureDefinition.words;

import io.judgefleet.aggregator.figures.CanaryReport.Round;
import io.judgefleet.aggregator.figures.FigureDefinition.Unit;
import io.judgefleet.aggregator.figures.FigureGroup.Entry;
import io.judgefleet.metrics.agreement.RepetitionTally;
import io.judgefleet.metrics.drift.ScoreHistogram;
import java.util.List;

/** The figures of a judge that is asked the same again: canaries of many rounds, and repeats of one comparison. */
final class WatchFigures {
    /** Of the last of these rounds, some of them against the first. */
    static final FigureGroup<List<Round>> OF_CANARIES = FigureGroup.of(
            new Entry<>(
                    FigureDefinition.of(
                                    "canaryMeanScore",
                                    "B16.mean-score",
                                    Unit.SCORE,
                                    words(
                                            "canaries: mean score",
                                            "mean score",
                                            "mean of the judge's scores in the last round"))
                            .of(CANARY),
                    (scope, rounds) -> rounds.getLast().scores().mean()),
            new Entry<>(
                    share(
                                    "canaryConsistency",
                                    "B4.consistency",
                                    words(
                                            "canaries: consistency",
                                            "consistency",
                                            "both orders have the same preference, in the last round"))
                            .of(CANARY)
                            .good(HIGHER),
                    (scope, rounds) -> rounds.getLast().consistency()),
            new Entry<>(
                    share(
                                    "canaryParseRate",
                                    "B0.parse-rate",
                                    words(
                                            "canaries: parse rate",
                                            "parse rate",
                                            "passes with scores, in the last round"))
                            .of(CANARY)
                            .good(HIGHER),
                    (scope, rounds) -> rounds.getLast().parseRate()),
            new Entry<>(
                    coefficient(
                                    "canaryPsi",
                                    "B16.psi",
                                    words(
                                            "canaries: stability index",
                                            "stability index",
                                            "population stability index of the last round's scores; above 0.25 a shift"))
                            .of(CANARY)
                            .good(LOWER),
                    (scope, rounds) -> compared(rounds).stabilityIndex(reference(rounds))),
            new Entry<>(
                    coefficient(
                                    "canaryDistance",
                                    "B16.ks-distance",
                                    words(
                                            "canaries: distance",
                                            "distance",
                                            "largest difference of the cumulative distributions of scores"))
                            .of(CANARY)
                            .good(LOWER),
                    (scope, rounds) -> compared(rounds).distance(reference(rounds))),
            new Entry<>(
                    probability(
                                    "canaryDistanceTest",
                                    "B16.ks-test",
                                    words(
                                            "canaries: p, same distribution",
                                            "p, distance",
                                            "test that the scores of both rounds have the same distribution"))
                            .of(CANARY),
                    (scope, rounds) -> compared(rounds).distanceTest(reference(rounds))),
            detector(
                    CanaryDetector.SCORE,
                    "B16.page-hinkley",
                    "drift of scores",
                    "Page-Hinkley statistic of the rounds' scores; an alarm above 50"),
            detector(
                    CanaryDetector.CONSISTENCY,
                    "B16.e-cusum",
                    "drift of consistency",
                    "e-CUSUM statistic of the rounds' consistency; an alarm above 4"),
            detector(
                    CanaryDetector.PARSE_RATE,
                    "B16.e-cusum",
                    "drift of the parse rate",
                    "e-CUSUM statistic of the rounds' parse rate; an alarm above 4"));

    static final FigureGroup<RepetitionTally> OF_REPETITIONS = FigureGroup.of(
            new Entry<>(
                    share(
                                    "repetitionStability",
                                    "B3.repetition-stability",
                                    words(
                                            "repetition stability",
                                            "stability",
                                            "mean share of an item's judgements that have its most frequent preference"))
                            .good(HIGHER)
                            .of(REPETITION),
                    (scope, tally) -> tally.stability(scope.policy()).hiddenWhenTooFew()),
            new Entry<>(
                    share(
                                    "unanimity",
                                    "B3.unanimity",
                                    words(
                                            "unanimity of repetitions",
                                            "unanimity",
                                            "items of which all judgements have the same preference"))
                            .good(HIGHER)
                            .of(REPETITION),
                    (scope, tally) -> tally.unanimity(scope.policy()).hiddenWhenTooFew()));

    private static Entry<List<Round>> detector(CanaryDetector detector, String id, String title, String meaning) {
        return new Entry<>(
                coefficient(detector.figureName(), id, words("canaries: " + title, title, meaning))
                        .of(CANARY)
                        .good(LOWER),
                (scope, rounds) -> detector.over(rounds).figure());
    }

    private static ScoreHistogram reference(List<Round> rounds) {
        return rounds.getFirst().scores();
    }

    /** Of the last round; nothing while there is only the first. */
    private static ScoreHistogram compared(List<Round> rounds) {
        return rounds.size() > 1 ? rounds.getLast().scores() : ScoreHistogram.empty();
    }

    private WatchFigures() {}
}
