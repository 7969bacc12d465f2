package io.judgefleet.judgelm.training;

import io.judgefleet.judgelm.LlamaJudge;
import io.judgefleet.judgelm.prompt.JudgeTask;
import io.judgefleet.judgelm.prompt.PreparedTask;
import io.judgefleet.judgelm.prompt.PromptTooLongException;
import io.judgefleet.judgement.Pass;
import io.judgefleet.judgement.Policy;
import io.judgefleet.judgement.Preference;
import io.judgefleet.judgement.PresentationOrder;
import io.judgefleet.judgement.Reading;
import io.judgefleet.judgement.Resolution;
import io.judgefleet.metrics.Figure;
import io.judgefleet.metrics.agreement.AgreementTally;
import io.judgefleet.metrics.bias.SwapTally;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a judge does on labelled comparisons, by JudgeLM's rules: the pass in the original order is held against the label, the
 * two passes against each other, and a pass without scores is a tie.
 *
 * @param resolved agreement of both passes' mean scores with the label
 * @param longer whether the longer answer is the label, for the rule that length alone decides
 */
public record Examination(
        AgreementTally original, AgreementTally resolved, SwapTally swaps, AgreementTally longer, int tooLong) {
    private static final int BATCH = 16;

    /** A task and which answer should win. */
    public record Item(JudgeTask task, Preference label) {}

    static Examination empty() {
        return new Examination(
                AgreementTally.empty(), AgreementTally.empty(), SwapTally.empty(), AgreementTally.empty(), 0);
    }

    /** Has a judge judge all items. */
    public static Examination of(LlamaJudge judge, List<Item> items) {
        var examination = empty();
        for (int first = 0; first < items.size(); first += BATCH) {
            examination = examination.plus(judge, items.subList(first, Math.min(first + BATCH, items.size())));
        }
        return examination;
    }

    /** The figures of JudgeLM's tables by their names there, and those of the rules that any judge has to beat. */
    public Map<String, Figure> figures() {
        var confusion = original.confusion(Policy.TIE);
        var figures = new LinkedHashMap<String, Figure>();
        figures.put("agreement", confusion.agreement());
        figures.put("precision", confusion.macroPrecision());
        figures.put("recall", confusion.macroRecall());
        figures.put("f1", confusion.macroF1());
        figures.put("agreement-of-both-orders", resolved.confusion(Policy.TIE).agreement());
        figures.put("f1-of-both-orders", resolved.confusion(Policy.TIE).macroF1());
        figures.put("consistency", swaps.consistency(Policy.TIE));
        figures.put("bias-first", swaps.biasFirst(Policy.TIE));
        figures.put("bias-second", swaps.biasSecond(Policy.TIE));
        figures.put("delta-bias", swaps.deltaBias(Policy.TIE));
        figures.put("parse-rate", swaps.passes().parseRate());
        figures.put("majority-class", majorityClass());
        figures.put("longer-answer", longer.confusion(Policy.TIE).agreement());
        return figures;
    }

    private Figure majorityClass() {
        long n = 0;
        long most = 0;
        for (var label : Preference.values()) {
            long count = 0;
            for (var reading : Reading.values()) {
                count += original.count(label, reading);
            }
            n += count;
            most = Math.max(most, count);
        }
        return Figure.share("majority-class", Policy.TIE, "majority", most, n);
    }

    private Examination plus(LlamaJudge judge, List<Item> items) {
        var prepared = new ArrayList<PreparedTask>();
        var judged = new ArrayList<Item>();
        int rejected = 0;
        for (var item : items) {
            try {
                prepared.add(judge.prepare(item.task()));
                judged.add(item);
            } catch (PromptTooLongException e) {
                rejected++;
            }
        }
        var sum = new Examination(original, resolved, swaps, longer, tooLong + rejected);
        var passes = prepared.isEmpty() ? List.<List<Pass>>of() : judge.judge(prepared);
        for (int i = 0; i < judged.size(); i++) {
            sum = sum.plus(judged.get(i), passes.get(i));
        }
        return sum;
    }

    Examination plus(Item item, List<Pass> passes) {
        var pair = Pass.pair(passes);
        var inOrder = pair.reading(PresentationOrder.ORIGINAL);
        var reading = inOrder.isScored() ? Reading.of(preference(inOrder.sign())) : Reading.of(Preference.TIE, false);
        return new Examination(
                original.plus(item.label(), reading),
                resolved.plus(item.label(), Resolution.SCORE_MEAN.resolve(pair)),
                swaps.plus(pair),
                longer.plus(item.label(), Reading.of(longerAnswer(item.task()))),
                tooLong);
    }

    private static Preference longerAnswer(JudgeTask task) {
        return preference(Integer.compare(
                task.answers().getFirst().length(), task.answers().getLast().length()));
    }

    private static Preference preference(int sign) {
        return sign > 0 ? Preference.FIRST : sign < 0 ? Preference.SECOND : Preference.TIE;
    }
}
