package io.judgefleet.aggregator.figures;

import io.judgefleet.aggregator.slice.SliceTally;
import io.judgefleet.aggregator.slice.VoteTally;
import io.judgefleet.judgement.KebabCase;
import io.judgefleet.judgement.PassReading;
import io.judgefleet.judgement.PassState;
import io.judgefleet.metrics.Figure;
import io.judgefleet.metrics.agreement.AgreementTally;
import io.judgefleet.metrics.rating.WinTally;
import io.judgefleet.schemas.figures.FigureScope;
import io.judgefleet.schemas.figures.ModelMetrics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        var models = tally.byModel().keySet().stream()
                .map(model -> ofModel(scope, model, tally, wins.getOrDefault(model, WinTally.empty())))
                .toList();
        return new JudgeReport(
                scope, ofJudge(scope, tally.all(), tally.votes()), swap(tally), agreement(tally, scope), models);
    }

    static ModelMetrics ofJudge(FigureScope scope, SliceTally tally, VoteTally votes) {
        return new ModelMetrics(scope, Optional.empty(), counts(tally), passes(tally), figures(scope, tally, votes));
    }

    private static ModelMetrics ofModel(FigureScope scope, String model, JudgeTally judge, WinTally wins) {
        var policy = scope.policy();
        var tally = judge.byModel().getOrDefault(model, SliceTally.empty());
        var counts = counts(tally);
        counts.put("wins", wins.wins(policy));
        counts.put("ties", wins.ties(policy));
        counts.put("losses", wins.losses(policy));
        var figures = JudgeFigures.OF_WINS.figures(scope, wins);
        figures.putAll(figures(scope, tally, judge.votesByModel().getOrDefault(model, VoteTally.empty())));
        return new ModelMetrics(scope, Optional.of(model), counts, passes(tally), figures);
    }

    private static Map<String, Figure> figures(FigureScope scope, SliceTally tally, VoteTally votes) {
        var figures = JudgeFigures.ofVerdicts(scope, tally);
        figures.putAll(JudgeFigures.OF_VOTES.figures(scope, votes));
        return figures;
    }

    private static Map<String, Long> counts(SliceTally tally) {
        var counts = new LinkedHashMap<String, Long>();
        counts.put("verdicts", tally.verdicts());
        counts.put("complete", tally.swap().complete());
        counts.put("half", tally.swap().half());
        counts.put("empty", tally.swap().empties());
        counts.put("oneOrder", tally.swap().oneOrder());
        counts.put("labelled", tally.labelled());
        counts.put("withoutMajority", tally.withoutMajority());
        counts.put("unlabelled", tally.verdicts() - tally.labelled() - tally.withoutMajority());
        return counts;
    }

    private static Map<String, Long> passes(SliceTally tally) {
        var passes = new LinkedHashMap<String, Long>();
        for (var state : PassState.values()) {
            passes.put(KebabCase.of(state), tally.swap().passes().count(state));
        }
        return passes;
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
