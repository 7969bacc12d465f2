package io.judgefleet.aggregator.figures;

import io.judgefleet.aggregator.slice.VoteTally;
import io.judgefleet.judgement.PassReading;
import io.judgefleet.metrics.agreement.AgreementTally;
import io.judgefleet.metrics.rating.WinTally;
import io.judgefleet.schemas.figures.FigureScope;
import io.judgefleet.schemas.figures.ModelMetrics;
import java.util.List;
import java.util.stream.IntStream;

/**
 * All that is counted and computed of one judge in one mode.
 *
 * @param swap preferences of the original order by preferences of the swapped one: first, tie, second
 * @param agreement labels by preferences of the judge
 * @param models under test, by id
 */
public record JudgeReport(
        FigureScope scope,
        ModelMetrics all,
        List<List<Long>> swap,
        List<List<Long>> agreement,
        List<ModelMetrics> models) {
    private static final List<PassReading> PREFERENCES =
            List.of(PassReading.FIRST, PassReading.TIE, PassReading.SECOND);

    static JudgeReport of(JudgeTally tally, FigureScope scope) {
        var wins = tally.wins(scope.resolution());
        var models = tally.byModel().entrySet().stream()
                .map(entry -> Figures.ofModel(
                                scope,
                                entry.getKey(),
                                entry.getValue(),
                                wins.getOrDefault(entry.getKey(), WinTally.empty()))
                        .withMoreFigures(Figures.ofVotes(
                                scope, tally.votesByModel().getOrDefault(entry.getKey(), VoteTally.empty()))))
                .toList();
        return new JudgeReport(
                scope,
                Figures.ofJudge(scope, tally.all()).withMoreFigures(Figures.ofVotes(scope, tally.votes())),
                swap(tally),
                agreement(tally, scope),
                models);
    }

    private static List<List<Long>> swap(JudgeTally tally) {
        return PREFERENCES.stream()
                .map(original -> PREFERENCES.stream()
                        .map(swapped -> tally.all().swap().count(original, swapped))
                        .toList())
                .toList();
    }

    /** Judgements without a preference, which count as wrong under that policy, have no column. */
    private static List<List<Long>> agreement(JudgeTally tally, FigureScope scope) {
        var cells = tally.all()
                .under(scope.resolution())
                .agreement()
                .confusion(scope.policy())
                .cells();
        var classes = AgreementTally.CLASSES.length;
        return IntStream.range(0, classes)
                .mapToObj(label -> IntStream.range(0, classes)
                        .mapToObj(given -> cells.cell(label, given))
                        .toList())
                .toList();
    }
}
