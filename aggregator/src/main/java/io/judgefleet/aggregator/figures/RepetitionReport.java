package io.judgefleet.aggregator.figures;

import io.judgefleet.aggregator.counts.Window;
import io.judgefleet.aggregator.slice.Slice;
import io.judgefleet.judgement.JudgingMode;
import io.judgefleet.metrics.Figure;
import io.judgefleet.metrics.agreement.RepetitionTally;
import io.judgefleet.schemas.JudgeVersion;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whether a judge says the same when asked the same (metrics definition B3): comparisons that were submitted with repeats, in all
 * that ledgers remember.
 *
 * @param items comparisons that were asked repeatedly, once for each presentation order
 */
public record RepetitionReport(JudgeVersion judge, JudgingMode mode, long items, Map<String, Figure> figures) {
    private record Scale(JudgeVersion judge, JudgingMode mode) {
        static final Comparator<Scale> ORDER = Comparator.comparing((Scale scale) -> scale.judge.name())
                .thenComparing(scale -> scale.judge.fingerprint())
                .thenComparing(Scale::mode);
    }

    static List<RepetitionReport> of(Map<Slice, RepetitionTally> tallies) {
        var byScale = new TreeMap<Scale, RepetitionTally>(Scale.ORDER);
        tallies.forEach(
                (slice, tally) -> byScale.merge(new Scale(slice.judge(), slice.mode()), tally, RepetitionTally::merge));
        return byScale.entrySet().stream()
                .map(entry -> of(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static RepetitionReport of(Scale scale, RepetitionTally tally) {
        var figures = WatchFigures.OF_REPETITIONS.figures(Query.of(Window.ALL).scope(scale.judge, scale.mode), tally);
        var items = tally.items().values().stream().mapToLong(Long::longValue).sum();
        return new RepetitionReport(scale.judge, scale.mode, items, figures);
    }
}
