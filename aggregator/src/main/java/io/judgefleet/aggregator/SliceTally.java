package io.judgefleet.aggregator;

import io.judgefleet.metrics.Resolution;
import io.judgefleet.metrics.Tally;
import io.judgefleet.metrics.bias.SwapTally;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/**
 * Whole numbers from which every figure of a slice follows, under each policy and each resolution.
 *
 * @param swap passes of the original order by passes of the swapped one
 * @param readings by resolution
 * @param withoutMajority verdicts whose annotators disagree
 */
public record SliceTally(SwapTally swap, Map<Resolution, ReadingTally> readings, long withoutMajority)
        implements Tally<SliceTally> {
    private static final SliceTally EMPTY =
            new SliceTally(SwapTally.empty(), byResolution(resolution -> ReadingTally.empty()), 0);

    public static SliceTally empty() {
        return EMPTY;
    }

    /** The tally of one verdict. */
    static SliceTally of(CountedVerdict.Content content, Labelling labelling) {
        return new SliceTally(
                SwapTally.empty().plus(content.passes()),
                byResolution(resolution ->
                        ReadingTally.of(resolution.resolve(content.passes()), content.higherModelFirst(), labelling)),
                labelling instanceof Labelling.WithoutMajority ? 1 : 0);
    }

    @Override
    public SliceTally merge(SliceTally other) {
        return new SliceTally(
                swap.merge(other.swap),
                combine(other, ReadingTally::merge),
                Math.addExact(withoutMajority, other.withoutMajority));
    }

    @Override
    public SliceTally without(SliceTally other) {
        return new SliceTally(
                swap.without(other.swap),
                combine(other, ReadingTally::without),
                Math.subtractExact(withoutMajority, other.withoutMajority));
    }

    public ReadingTally under(Resolution resolution) {
        return readings.getOrDefault(resolution, ReadingTally.empty());
    }

    /** Every verdict has one cell of the table of passes. */
    public long verdicts() {
        return swap.pairs().total();
    }

    public long labelled() {
        return under(Resolution.AGREE_OR_TIE).agreement().cells().total();
    }

    public boolean isEmpty() {
        return verdicts() == 0;
    }

    private Map<Resolution, ReadingTally> combine(SliceTally other, BinaryOperator<ReadingTally> combiner) {
        return byResolution(resolution -> combiner.apply(under(resolution), other.under(resolution)));
    }

    private static Map<Resolution, ReadingTally> byResolution(Function<Resolution, ReadingTally> tally) {
        var readings = new EnumMap<Resolution, ReadingTally>(Resolution.class);
        Arrays.stream(Resolution.values()).forEach(resolution -> readings.put(resolution, tally.apply(resolution)));
        return readings;
    }
}
