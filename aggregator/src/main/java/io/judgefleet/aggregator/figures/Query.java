package io.judgefleet.aggregator.figures;

import io.judgefleet.aggregator.counts.Window;
import io.judgefleet.aggregator.slice.Slice;
import io.judgefleet.judgement.JudgingMode;
import io.judgefleet.judgement.Policy;
import io.judgefleet.judgement.Resolution;
import io.judgefleet.schemas.JudgeVersion;
import io.judgefleet.schemas.figures.FigureScope;
import java.util.Optional;

/**
 * Which verdicts are asked for, and how their passes are read.
 *
 * @param judge name or beginning of a fingerprint; empty for every judge
 * @param dataset empty for all together; the empty text for comparisons without one
 * @param category as {@code dataset}
 */
public record Query(
        Window window,
        Optional<String> judge,
        Optional<String> dataset,
        Optional<String> category,
        Policy policy,
        Resolution resolution) {
    /** All verdicts of a window, read by the defaults. */
    public static Query of(Window window) {
        return new Query(
                window, Optional.empty(), Optional.empty(), Optional.empty(), Policy.STRICT, Resolution.AGREE_OR_TIE);
    }

    /** Whether verdicts of the slice are asked for; those of experiments and repeats never are. */
    boolean selects(Slice slice) {
        return slice.isMain()
                && judge.map(slice.judge()::isCalled).orElse(true)
                && dataset.map(slice.dataset()::equals).orElse(true)
                && category.map(slice.category()::equals).orElse(true);
    }

    /** Whether verdicts of the slice are asked for and are those of that judge and mode. */
    boolean selects(Slice slice, FigureScope scope) {
        return selects(slice) && slice.judge().equals(scope.judge()) && slice.mode() == scope.mode();
    }

    FigureScope scope(JudgeVersion version, JudgingMode mode) {
        return new FigureScope(version, mode, window.word(), policy, resolution);
    }
}
