package io.judgefleet.schemas;

import io.judgefleet.comparisons.Comparison;
import io.judgefleet.judgement.JudgingMode;
import io.judgefleet.judgement.PresentationOrder;
import io.judgefleet.judgement.Require;
import java.util.List;
import java.util.Optional;

/**
 * A wish to have a comparison judged, once, by the judges of a profile.
 *
 * @param sampleIndex 0 for the first judgement of a comparison, more for repeats
 * @param orders that are asked for, of those in which the mode judges; none named for all of them
 */
public record JudgeRequest(
        RequestId id,
        String judgeProfile,
        JudgingMode mode,
        Comparison comparison,
        int sampleIndex,
        Optional<Experiment> experiment,
        Routing routing,
        List<PresentationOrder> orders) {
    public JudgeRequest {
        Require.notBlank(judgeProfile, "judge profile");
        Require.notNegative(sampleIndex, "sample index");
        orders = mode.requireOrders(orders);
    }

    /** A request for all presentation orders of the mode. */
    public JudgeRequest(
            RequestId id,
            String judgeProfile,
            JudgingMode mode,
            Comparison comparison,
            int sampleIndex,
            Optional<Experiment> experiment,
            Routing routing) {
        this(id, judgeProfile, mode, comparison, sampleIndex, experiment, routing, List.of());
    }

    /** The first sample of a comparison outside any experiment. */
    public static JudgeRequest of(Comparison comparison, String judgeProfile, JudgingMode mode, Routing routing) {
        return new JudgeRequest(
                RequestId.of(comparison.id(), judgeProfile, 0, ""),
                judgeProfile,
                mode,
                comparison,
                0,
                Optional.empty(),
                routing);
    }
}
