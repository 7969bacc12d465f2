package io.judgefleet.aggregator;

import io.judgefleet.metrics.PresentationOrder;
import io.judgefleet.metrics.ScorePair;
import io.judgefleet.metrics.SwappedPair;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one verdict, seen with the labels of its comparison, adds to which slice at which time.
 *
 * @param question the seed of its bootstrap weights
 * @param scores of a canary's passes, whose distribution is watched; empty for all other verdicts
 */
public record Contribution(
        Slice slice, Instant time, long question, Signature signature, Looks looks, List<Double> scores) {
    static Contribution of(CountedVerdict verdict, Labelling labelling) {
        var content = verdict.content();
        var slice = content.slice();
        return new Contribution(
                slice,
                verdict.time(),
                content.question(),
                Signature.of(content, labelling),
                content.looks(),
                slice.canaryRound().isPresent() ? scores(content.passes()) : List.of());
    }

    private static List<Double> scores(SwappedPair passes) {
        return Arrays.stream(PresentationOrder.values())
                .flatMap(order -> passes.scores(order).stream())
                .flatMap(Contribution::both)
                .toList();
    }

    private static Stream<Double> both(ScorePair pair) {
        return Stream.of(pair.first(), pair.second());
    }
}
