package io.judgefleet.schemas;

import io.judgefleet.comparisons.ComparisonId;
import io.judgefleet.comparisons.Digest;
import io.judgefleet.judgement.JudgingMode;
import io.judgefleet.judgement.PresentationOrder;
import io.judgefleet.judgement.Require;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The identity of a request: comparison, judge profile, sample index, experiment, and the mode where it is not the usual one. */
public record RequestId(String value) {
    public RequestId {
        Require.notBlank(value, "request id");
    }

    /** The id of a request for a pair to be judged. */
    public static RequestId of(ComparisonId comparison, String judgeProfile, int sampleIndex, String experiment) {
        return new RequestId(Digest.of(comparison.value(), judgeProfile, Integer.toString(sampleIndex), experiment));
    }

    /** The id of a request for the same in another mode; itself for a pair, whose ids have no mode. */
    public RequestId in(JudgingMode mode) {
        return mode == JudgingMode.PAIR
                ? this
                : new RequestId(Digest.ofKind("mode", List.of(value, mode.name().toLowerCase(Locale.ROOT))));
    }

    /** The id of a request for the same in these presentation orders; itself where they are all of the mode. */
    public RequestId asking(List<PresentationOrder> orders, JudgingMode mode) {
        if (orders.equals(mode.orders())) {
            return this;
        }
        var names = orders.stream().map(order -> order.name().toLowerCase(Locale.ROOT));
        return new RequestId(
                Digest.ofKind("orders", Stream.concat(Stream.of(value), names).toList()));
    }

    @Override
    public String toString() {
        return value;
    }
}
