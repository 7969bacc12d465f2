package io.judgefleet.aggregator.figures;

import static io.judgefleet.aggregator.figures.FigureDefinition.Good.HIGHER;
import static io.judgefleet.aggregator.figures.FigureDefinition.Good.LOWER;
import static io.judgefleet.aggregator.figures.FigureDefinition.Scope.JUDGE;
import static io.judgefleet.aggregator.figures.FigureDefinition.Scope.LEADERBOARD;
import static io.judgefleet.aggregator.figures.FigureDefinition.Scope.MODEL;
import static io.judgefleet.aggregator.figures.FigureDefinition.coefficient;
import static io.judgefleet.aggregator.figures.FigureDefinition.probability;
import static io.judgefleet.aggregator.figures.FigureDefinition.share;
import static io.judgefleet.aggregator.figures.FigureDefinition.words;

import io.judgefleet.aggregator.figures.FigureGroup.Entry;
import io.judgefleet.aggregator.slice.SliceTally;
import io.judgefleet.aggregator.slice.VoteTally;
import io.judgefleet.metrics.Figure;
import io.judgefleet.metrics.agreement.ConfusionMatrix;
import io.judgefleet.metrics.bias.SwapTally;
import io.judgefleet.metrics.rating.WinTally;
import io.judgefleet.schemas.figures.FigureScope;
import java.util.Map;
import java.util.function.BiFunction;

/** The figures of a judge, over all its comparisons and over those of one model: from verdicts, from votes, and from wins. */
final class JudgeFigures {
    /** From what the judge's passes say. */
    static final FigureGroup<Comparisons> OF_VERDICTS = FigureGroup.of(
            entry(
                    share(
                                    "consistency",
                                    "B4.consistency",
                                    words("swap consistency", "consistency", "both orders have the same preference"))
                            .good(HIGHER)
                            .of(JUDGE, MODEL, LEADERBOARD)
                            .headline(JUDGE, MODEL, LEADERBOARD),
                    (scope, counts) -> counts.swap().consistency(scope.policy())),
            entry(
                    share(
                                    "biasFirst",
                                    "B4.bias-first",
                                    words("bias to the first", "bias first", "leans to the answer shown first"))
                            .good(LOWER)
                            .headline(JUDGE),
                    (scope, counts) -> counts.swap().biasFirst(scope.policy())),
            entry(
                    share(
                                    "biasSecond",
                                    "B4.bias-second",
                                    words("bias to the second", "bias second", "leans to the answer shown second"))
                            .good(LOWER)
                            .headline(JUDGE),
                    (scope, counts) -> counts.swap().biasSecond(scope.policy())),
            entry(
                    share(
                                    "deltaBias",
                                    "B4.delta-bias",
                                    words("delta bias", "delta bias", "difference of the biases, without its sign"))
                            .good(LOWER)
                            .headline(JUDGE),
                    (scope, counts) -> counts.swap().deltaBias(scope.policy())),
            entry(
                    share("totalBias", "B4.total-bias", words("total bias", "total bias", "sum of both biases"))
                            .good(LOWER),
                    (scope, counts) -> counts.swap().totalBias(scope.policy())),
            entry(
                    share(
                            "preferenceFairness",
                            "B4.preference-fairness",
                            words(
                                    "preference fairness",
                                    "fairness",
                                    "bias to the second less bias to the first; 0 is fair")),
                    (scope, counts) -> counts.swap().preferenceFairness(scope.policy())),
            entry(
                    share(
                                    "firstShownBias",
                                    "B4.first-shown-bias",
                                    words(
                                            "first-shown bias",
                                            "first shown",
                                            "of comparisons judged in one order: how often the answer shown first wins, less one half"))
                            .headline(JUDGE),
                    (scope, counts) -> counts.swap().firstShownBias()),
            // Shown however few lean to a position: that hardly any do is what it says.
            new Entry<>(
                    probability(
                            "signTest",
                            "B4.sign-test",
                            words(
                                    "p, no position favoured",
                                    "p, position",
                                    "two-sided exact sign test that both positions are favoured equally often")),
                    (scope, counts) -> counts.swap().signTest(scope.policy())),
            entry(
                    share(
                                    "parseRate",
                                    "B0.parse-rate",
                                    words(
                                            "parse rate of passes",
                                            "parse rate",
                                            "passes with scores among those with and those with an unreadable output"))
                            .good(HIGHER)
                            .headline(JUDGE),
                    (scope, counts) -> counts.swap().passes().parseRate()),
            entry(
                    share(
                                    "errorRate",
                                    "B0.error-rate",
                                    words(
                                            "error rate of passes",
                                            "error rate",
                                            "failed, refused and timed-out passes among all passes"))
                            .good(LOWER),
                    (scope, counts) -> counts.swap().passes().errorRate()),
            entry(
                    share(
                                    "agreement",
                                    "B1.agreement",
                                    words(
                                            "agreement with labels",
                                            "agreement",
                                            "judge and label have the same preference"))
                            .good(HIGHER)
                            .of(JUDGE, MODEL, LEADERBOARD)
                            .headline(JUDGE, MODEL, LEADERBOARD),
                    (scope, counts) -> counts.labels().agreement()),
            entry(
                    coefficient(
                                    "cohenKappa",
                                    "B1.cohen-kappa",
                                    words("Cohen's kappa with labels", "kappa", "agreement beyond chance"))
                            .good(HIGHER)
                            .headline(JUDGE),
                    (scope, counts) -> counts.labels().cohenKappa()),
            entry(
                    coefficient(
                                    "scottPi",
                                    "B1.scott-pi",
                                    words(
                                            "Scott's pi with labels",
                                            "pi",
                                            "agreement beyond chance, which is taken from the mean of the margins"))
                            .good(HIGHER),
                    (scope, counts) -> counts.labels().scottPi()),
            entry(
                    share(
                                    "macroPrecision",
                                    "B1.macro-precision",
                                    words(
                                            "macro precision",
                                            "precision",
                                            "mean over the classes of the share of the judge's preferences that labels share"))
                            .good(HIGHER),
                    (scope, counts) -> counts.labels().macroPrecision()),
            entry(
                    share(
                                    "macroRecall",
                                    "B1.macro-recall",
                                    words(
                                            "macro recall",
                                            "recall",
                                            "mean over the classes of the share of labels that the judge shares"))
                            .good(HIGHER),
                    (scope, counts) -> counts.labels().macroRecall()),
            entry(
                    share(
                                    "macroF1",
                                    "B1.macro-f1",
                                    words(
                                            "macro F1",
                                            "F1",
                                            "mean over the classes of the harmonic mean of precision and recall"))
                            .good(HIGHER),
                    (scope, counts) -> counts.labels().macroF1()));

    /** MT-bench's setups, in which every vote counts and not the majority. */
    static final FigureGroup<VoteTally> OF_VOTES = FigureGroup.of(
            entry(
                    share(
                                    "setup1",
                                    "B1.setup-1",
                                    words(
                                            "agreement with votes",
                                            "votes",
                                            "every annotator's vote against the judge, ties included (MT-bench's S1)"))
                            .good(HIGHER),
                    (scope, votes) -> votes.under(scope.resolution()).setup1(scope.policy())),
            entry(
                    share(
                                    "setup2",
                                    "B1.setup-2",
                                    words(
                                            "agreement with votes, no ties",
                                            "votes, no ties",
                                            "every annotator's vote against the judge, where neither is a tie (MT-bench's S2)"))
                            .good(HIGHER),
                    (scope, votes) -> votes.under(scope.resolution()).setup2(scope.policy())));

    /** From a model's wins over all others. */
    static final FigureGroup<WinTally> OF_WINS = FigureGroup.of(entry(
            share(
                            "winRate",
                            "B10.win-rate",
                            words("win rate", "win rate", "wins and half of the ties among the model's comparisons"))
                    .good(HIGHER)
                    .of(MODEL, LEADERBOARD)
                    .headline(MODEL, LEADERBOARD),
            (scope, wins) -> wins.winRate(scope.policy())));

    /** Comparisons as one policy and resolution read them. */
    private record Comparisons(SwapTally swap, ConfusionMatrix labels) {}

    static Map<String, Figure> ofVerdicts(FigureScope scope, SliceTally tally) {
        var labels = tally.under(scope.resolution()).agreement().confusion(scope.policy());
        return OF_VERDICTS.figures(scope, new Comparisons(tally.swap(), labels));
    }

    /** A figure without its value where it rests on too few observations. */
    private static <T> Entry<T> entry(FigureDefinition definition, BiFunction<FigureScope, T, Figure> formula) {
        return new Entry<>(
                definition, (scope, counts) -> formula.apply(scope, counts).hiddenWhenTooFew());
    }

    private JudgeFigures() {}
}
