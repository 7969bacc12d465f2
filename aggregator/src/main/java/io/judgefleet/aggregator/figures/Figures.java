package io.judgefleet.aggregator.figures;

import io.judgefleet.aggregator.counts.Window;
import io.judgefleet.aggregator.slice.SliceTally;
import io.judgefleet.aggregator.slice.VoteTally;
import io.judgefleet.judgement.JudgingMode;
import io.judgefleet.judgement.KebabCase;
import io.judgefleet.judgement.PassState;
import io.judgefleet.judgement.WeightsOrigin;
import io.judgefleet.metrics.Figure;
import io.judgefleet.metrics.rating.WinTally;
import io.judgefleet.schemas.JudgeVersion;
import io.judgefleet.schemas.figures.FigureScope;
import io.judgefleet.schemas.figures.ModelMetrics;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Counts and figures by name, as every reader gets them: HTTP, topic and gauges. */
final class Figures {
    static ModelMetrics ofJudge(FigureScope scope, SliceTally tally) {
        return new ModelMetrics(scope, Optional.empty(), counts(tally), passes(tally), figures(scope, tally));
    }

    static ModelMetrics ofModel(FigureScope scope, String model, SliceTally tally, WinTally wins) {
        var policy = scope.policy();
        var counts = counts(tally);
        counts.put("wins", wins.wins(policy));
        counts.put("ties", wins.ties(policy));
        counts.put("losses", wins.losses(policy));
        var figures = new LinkedHashMap<String, Figure>();
        figures.put("winRate", wins.winRate(policy).hiddenWhenTooFew());
        figures.putAll(figures(scope, tally));
        return new ModelMetrics(scope, Optional.of(model), counts, passes(tally), figures);
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

    static Map<String, Figure> figures(FigureScope scope, SliceTally tally) {
        var policy = scope.policy();
        var figures = new LinkedHashMap<String, Figure>();
        var swap = tally.swap();
        figures.put("consistency", swap.consistency(policy).hiddenWhenTooFew());
        figures.put("biasFirst", swap.biasFirst(policy).hiddenWhenTooFew());
        figures.put("biasSecond", swap.biasSecond(policy).hiddenWhenTooFew());
        figures.put("deltaBias", swap.deltaBias(policy).hiddenWhenTooFew());
        figures.put("totalBias", swap.totalBias(policy).hiddenWhenTooFew());
        figures.put("preferenceFairness", swap.preferenceFairness(policy).hiddenWhenTooFew());
        figures.put("firstShownBias", swap.firstShownBias().hiddenWhenTooFew());
        // Shown however few lean to a position: that hardly any do is what it says.
        figures.put("signTest", swap.signTest(policy));
        var agreement = tally.under(scope.resolution()).agreement();
        var confusion = agreement.confusion(policy);
        figures.put("agreement", confusion.agreement().hiddenWhenTooFew());
        figures.put("cohenKappa", confusion.cohenKappa().hiddenWhenTooFew());
        figures.put("scottPi", confusion.scottPi().hiddenWhenTooFew());
        figures.put("macroPrecision", confusion.macroPrecision().hiddenWhenTooFew());
        figures.put("macroRecall", confusion.macroRecall().hiddenWhenTooFew());
        figures.put("macroF1", confusion.macroF1().hiddenWhenTooFew());
        figures.put("parseRate", swap.passes().parseRate().hiddenWhenTooFew());
        figures.put("errorRate", swap.passes().errorRate().hiddenWhenTooFew());
        return figures;
    }

    /** MT-bench's setups, in which every vote counts and not the majority. */
    static Map<String, Figure> ofVotes(FigureScope scope, VoteTally votes) {
        var tally = votes.under(scope.resolution());
        var figures = new LinkedHashMap<String, Figure>();
        figures.put("setup1", tally.setup1(scope.policy()).hiddenWhenTooFew());
        figures.put("setup2", tally.setup2(scope.policy()).hiddenWhenTooFew());
        return figures;
    }

    /** The names of all that {@link Reports#snapshot} says of a judge. */
    static Set<String> namesOfJudges() {
        var judge = new JudgeVersion("any", "any", WeightsOrigin.UNSTATED);
        var scope = Query.of(Window.ALL).scope(judge, JudgingMode.PAIR);
        var names = new TreeSet<>(figures(scope, SliceTally.empty()).keySet());
        names.addAll(ofVotes(scope, VoteTally.empty()).keySet());
        names.addAll(CanaryReport.figureNames());
        return names;
    }

    private Figures() {}
}
