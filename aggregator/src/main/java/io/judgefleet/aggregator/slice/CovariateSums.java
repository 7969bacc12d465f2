package io.judgefleet.aggregator.slice;

import io.judgefleet.judgement.Preference;
import io.judgefleet.judgement.Reading;
import io.judgefleet.judgement.Resolution;
import io.judgefleet.metrics.bias.LengthTally;
import io.judgefleet.metrics.rating.ModelPair;
import io.judgefleet.metrics.rating.StyleCounts;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How wins go with looks, while it is added up over partitions, panes and slices under one resolution.
 *
 * <p>Lengths enter as the middles of their steps, so that the win rate at equal lengths that is made of them is off by up to
 * .61 points (metrics definition B7).
 */
public final class CovariateSums {
    /** Comparisons that the fits cannot tell apart. */
    private record Lengths(long own, long other, Reading reading) {}

    private final Resolution resolution;
    private final Map<String, Map<Lengths, Long>> lengths = new HashMap<>();
    private final TreeMap<StyleCounts.Cell, Long> styles = new TreeMap<>();

    public CovariateSums(Resolution resolution) {
        this.resolution = resolution;
    }

    /** Each model's own side. */
    public SortedMap<String, LengthTally> lengthTallies() {
        var tallies = new TreeMap<String, LengthTally>();
        lengths.forEach((model, counts) -> {
            var tally = LengthTally.empty();
            for (var entry : counts.entrySet()) {
                var seen = entry.getKey();
                tally = tally.plus(seen.own, seen.other, seen.reading, entry.getValue());
            }
            tallies.put(model, tally);
        });
        return tallies;
    }

    public StyleCounts styleCounts() {
        return new StyleCounts(styles);
    }

    public void addLengths(ModelPair pair, int code, ScoredOutcome outcome, int count) {
        var reading = Reading.of(outcome.under(resolution));
        var own = AnswerCovariates.ownLength(code);
        var other = AnswerCovariates.otherLength(code);
        add(pair.lower(), new Lengths(own, other, reading), count);
        add(pair.higher(), new Lengths(other, own, reading.swapped()), count);
    }

    public void addStyle(ModelPair pair, int code, ScoredOutcome outcome, int count) {
        Preference preference = outcome.under(resolution);
        styles.merge(
                new StyleCounts.Cell(pair, AnswerCovariates.styleSteps(code), preference), (long) count, Long::sum);
    }

    private void add(String model, Lengths seen, long count) {
        lengths.computeIfAbsent(model, any -> new HashMap<>()).merge(seen, count, Long::sum);
    }
}
