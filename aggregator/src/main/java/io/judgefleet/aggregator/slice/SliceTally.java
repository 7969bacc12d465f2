package io.judgefleet.aggregator.slice;

import io.judgefleet.judgement.Reading;
import io.judgefleet.judgement.Resolution;
import io.judgefleet.metrics.CountTable;
import io.judgefleet.metrics.OutcomeTally;
import io.judgefleet.metrics.Tally;
import io.judgefleet.metrics.agreement.AgreementTally;
import io.judgefleet.metrics.bias.SwapTally;
import io.judgefleet.metrics.rating.WinTally;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Whole numbers from which every figure of a slice follows, under each policy and each resolution.
 *
 * @param swap passes of the original order by passes of the swapped one
 * @param readings by resolution
 * @param withoutMajority verdicts whose annotators disagree
 */
public record SliceTally(SwapTally swap, Map<Resolution, ReadingTally> readings, long withoutMajority)
        implements Tally<SliceTally> {
    /** In which their counts follow each other among the cells. */
    private static final List<Resolution> RESOLUTIONS =
            List.of(Resolution.AGREE_OR_TIE, Resolution.MAJORITY, Resolution.SCORE_MEAN);

    private static final SliceTally EMPTY =
            new SliceTally(SwapTally.empty(), byResolution(resolution -> ReadingTally.empty()), 0);

    /** How many counts it has. */
    public static final int CELLS = EMPTY.cells().length;

    public static SliceTally empty() {
        return EMPTY;
    }

    /** The tally of one verdict. */
    static SliceTally of(
            SwapTally swap,
            Function<Resolution, Reading> readings,
            boolean higherModelFirst,
            LabelConsensus consensus) {
        return new SliceTally(
                swap,
                byResolution(resolution -> ReadingTally.of(readings.apply(resolution), higherModelFirst, consensus)),
                consensus instanceof LabelConsensus.WithoutMajority ? 1 : 0);
    }

    /** The tally of these cells. */
    public static SliceTally of(long... cells) {
        var rest = LongBuffer.wrap(cells);
        var like = empty();
        var swap = new SwapTally(
                table(rest, like.swap().pairs()),
                new OutcomeTally(table(rest, like.swap().passes().states())));
        var readings = byResolution(resolution -> {
            var reading = like.under(resolution);
            return new ReadingTally(
                    new WinTally(table(rest, reading.wins().readings())),
                    new AgreementTally(table(rest, reading.agreement().cells())));
        });
        return new SliceTally(swap, readings, rest.get());
    }

    /** All counts one after another, in an order that stays. */
    public long[] cells() {
        return Stream.of(
                        Stream.of(swap.pairs(), swap.passes().states()),
                        RESOLUTIONS.stream()
                                .map(this::under)
                                .flatMap(reading -> Stream.of(
                                        reading.wins().readings(),
                                        reading.agreement().cells())),
                        Stream.of(CountTable.of(1, 1, withoutMajority)))
                .flatMap(Function.identity())
                .flatMapToLong(table -> Arrays.stream(table.cells()))
                .toArray();
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
        RESOLUTIONS.forEach(resolution -> readings.put(resolution, tally.apply(resolution)));
        return readings;
    }

    /** A table of the same shape. */
    private static CountTable table(LongBuffer rest, CountTable like) {
        var cells = new long[like.rows() * like.columns()];
        rest.get(cells);
        return CountTable.of(like.rows(), like.columns(), cells);
    }
}
