package io.judgefleet.metrics.agreement;

import io.judgefleet.judgement.Policy;
import io.judgefleet.metrics.Counts;
import io.judgefleet.metrics.Figure;
import io.judgefleet.metrics.MeanTally;
import io.judgefleet.metrics.Tally;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Whether a judge says the same when asked the same (metrics definition B3; Shi et al. 2406.07791). An item that is asked once
 * more is subtracted as it was and added as it is.
 *
 * @param items how many items have which repeats; they are few kinds, as repeats are few
 */
public record RepetitionTally(SortedMap<Repeats, Long> items) implements Tally<RepetitionTally> {
    public RepetitionTally {
        items = Counts.copyOf(items);
    }

    public static RepetitionTally empty() {
        return new RepetitionTally(Collections.emptySortedMap());
    }

    public RepetitionTally plus(Repeats item) {
        return merge(of(item));
    }

    public RepetitionTally minus(Repeats item) {
        return without(of(item));
    }

    @Override
    public RepetitionTally merge(RepetitionTally other) {
        return new RepetitionTally(Counts.merge(items, other.items));
    }

    @Override
    public RepetitionTally without(RepetitionTally other) {
        return new RepetitionTally(Counts.without(items, other.items));
    }

    /** The mean over items of the share that says what most repeats say; items asked once say nothing and are left out. */
    public Figure stability(Policy policy) {
        var shares = MeanTally.empty();
        for (var entry : items.entrySet()) {
            var repeats = entry.getKey();
            if (repeats.n(policy) > 1) {
                var share = MeanTally.empty().plus((double) repeats.most(policy) / repeats.n(policy));
                shares = shares.merge(share.times(entry.getValue()));
            }
        }
        return shares.mean("B3.repetition-stability", policy);
    }

    /** The share of items whose repeats all say the same. */
    public Figure unanimity(Policy policy) {
        var unanimous = 0L;
        var n = 0L;
        for (var entry : items.entrySet()) {
            var repeats = entry.getKey();
            if (repeats.n(policy) > 1) {
                n += entry.getValue();
                unanimous += repeats.most(policy) == repeats.n(policy) ? entry.getValue() : 0;
            }
        }
        return Figure.share("B3.unanimity", policy, "unanimous", unanimous, n);
    }

    private static RepetitionTally of(Repeats item) {
        return new RepetitionTally(new TreeMap<>(Map.of(item, 1L)));
    }
}
