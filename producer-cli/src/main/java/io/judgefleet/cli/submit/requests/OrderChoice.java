package io.judgefleet.cli.submit.requests;

import io.judgefleet.judgement.JudgingMode;
import io.judgefleet.judgement.PresentationOrder;
import io.judgefleet.metrics.statistics.PoissonWeights;
import java.util.List;

/** In which presentation orders a comparison shall be judged. */
public enum OrderChoice {
    /** All in which the mode judges. */
    BOTH,
    /** One, which is drawn from the comparison's id: half of them are original, and the same comparison always has the same. */
    ONE,
    ORIGINAL,
    SWAPPED;

    List<PresentationOrder> orders(String comparisonId, JudgingMode mode) {
        return switch (this) {
            case BOTH -> mode.orders();
            case ONE -> mode.orders().size() < 2 ? mode.orders() : List.of(drawn(comparisonId));
            case ORIGINAL -> List.of(PresentationOrder.ORIGINAL);
            case SWAPPED -> List.of(PresentationOrder.SWAPPED);
        };
    }

    private static PresentationOrder drawn(String comparisonId) {
        return PoissonWeights.fraction("order|" + comparisonId) < 0.5
                ? PresentationOrder.ORIGINAL
                : PresentationOrder.SWAPPED;
    }
}
