package io.judgefleet.aggregator.kafka.format;

import io.judgefleet.aggregator.counts.BucketSize;
import io.judgefleet.aggregator.counts.Pane;
import io.judgefleet.aggregator.counts.PaneCounts;
import io.judgefleet.aggregator.counts.PartitionCounts;
import io.judgefleet.aggregator.counts.PartitionCounts.Part;
import io.judgefleet.aggregator.slice.LongCounter;
import io.judgefleet.aggregator.slice.Slice;
import io.judgefleet.aggregator.slice.SliceTally;
import io.judgefleet.metrics.CountTable;
import io.judgefleet.metrics.MeanTally;
import io.judgefleet.metrics.agreement.Repeats;
import io.judgefleet.metrics.agreement.RepetitionTally;
import io.judgefleet.metrics.drift.ScoreHistogram;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts of partitions as bytes, for another aggregator of the same version. */
public final class PartFormat {
    private static final int FORMAT = 3;

    public static byte[] toBytes(Map<Integer, Part> parts) {
        var packer = new Packer().octet(FORMAT).number(parts.size());
        parts.forEach((partition, part) -> write(packer.number(partition), part));
        return packer.bytes();
    }

    public static Map<Integer, PartitionCounts> counts(byte[] bytes) {
        var unpacker = new Unpacker("part of the counts", bytes);
        unpacker.expect(FORMAT);
        var counts = new TreeMap<Integer, PartitionCounts>();
        for (var left = unpacker.count(); left > 0; left--) {
            counts.put(unpacker.count(), PartitionCounts.of(read(unpacker)));
        }
        return counts;
    }

    private static void write(Packer packer, Part part) {
        packer.number(part.slices().size());
        part.slices().forEach(slice -> SliceFormat.write(packer, slice));
        packer.number(part.questions().size());
        part.questions().forEach(packer::sortable);
        packer.number(part.panes().size());
        part.panes().forEach((pane, counts) -> {
            packer.coded(pane.bucketSize()).sortable(pane.start().toEpochMilli());
            write(packer, counts.codes());
            write(packer, counts.votes());
            write(packer, counts.lengths());
            write(packer, counts.styles());
            write(packer, counts.questions());
        });
        packer.number(part.archive().size());
        part.archive().forEach((slice, tally) -> {
            SliceFormat.write(packer, slice);
            packer.numbers(tally.cells());
        });
        packer.number(part.canaries().size());
        part.canaries().forEach((slice, histogram) -> {
            SliceFormat.write(packer, slice);
            write(packer, histogram);
        });
        packer.number(part.repetitions().size());
        part.repetitions().forEach((slice, tally) -> {
            SliceFormat.write(packer, slice);
            packer.number(tally.items().size());
            tally.items()
                    .forEach((item, count) ->
                            packer.numbers(item.first(), item.tie(), item.second(), item.unscored(), count));
        });
    }

    private static Part read(Unpacker unpacker) {
        var slices = new ArrayList<Slice>();
        for (var left = unpacker.count(); left > 0; left--) {
            slices.add(SliceFormat.read(unpacker));
        }
        var questions = new ArrayList<Long>();
        for (var left = unpacker.count(); left > 0; left--) {
            questions.add(unpacker.sortable());
        }
        var panes = new HashMap<Pane, PaneCounts>();
        for (var left = unpacker.count(); left > 0; left--) {
            var pane = new Pane(unpacker.coded(BucketSize.CODES), Instant.ofEpochMilli(unpacker.sortable()));
            panes.put(
                    pane,
                    new PaneCounts(
                            counter(unpacker),
                            counter(unpacker),
                            counter(unpacker),
                            counter(unpacker),
                            counter(unpacker)));
        }
        var archive = new HashMap<Slice, SliceTally>();
        for (var left = unpacker.count(); left > 0; left--) {
            archive.put(SliceFormat.read(unpacker), SliceTally.of(unpacker.numbers(SliceTally.CELLS)));
        }
        var canaries = new HashMap<Slice, ScoreHistogram>();
        for (var left = unpacker.count(); left > 0; left--) {
            canaries.put(SliceFormat.read(unpacker), histogram(unpacker));
        }
        var repetitions = new HashMap<Slice, RepetitionTally>();
        for (var left = unpacker.count(); left > 0; left--) {
            repetitions.put(SliceFormat.read(unpacker), repetitions(unpacker));
        }
        return new Part(slices, questions, panes, archive, canaries, repetitions);
    }

    private static RepetitionTally repetitions(Unpacker unpacker) {
        var items = new TreeMap<Repeats, Long>();
        for (var left = unpacker.count(); left > 0; left--) {
            items.put(
                    new Repeats(unpacker.number(), unpacker.number(), unpacker.number(), unpacker.number()),
                    unpacker.number());
        }
        return new RepetitionTally(items);
    }

    /** Those that were all taken back are left out. */
    private static void write(Packer packer, LongCounter counter) {
        var left = new int[1];
        counter.forEach((number, count) -> left[0] += count == 0 ? 0 : 1);
        packer.number(left[0]);
        counter.forEach((number, count) -> {
            if (count != 0) {
                packer.number(number).number(count);
            }
        });
    }

    private static LongCounter counter(Unpacker unpacker) {
        var counter = new LongCounter();
        for (var left = unpacker.count(); left > 0; left--) {
            counter.add(unpacker.number(), unpacker.count());
        }
        return counter;
    }

    private static void write(Packer packer, ScoreHistogram histogram) {
        var moments = histogram.moments();
        packer.numbers(histogram.bins().cells()).numbers(moments.n(), moments.sum(), moments.squares());
    }

    private static ScoreHistogram histogram(Unpacker unpacker) {
        var like = ScoreHistogram.empty().bins();
        var bins = CountTable.of(like.rows(), like.columns(), unpacker.numbers(like.rows() * like.columns()));
        return new ScoreHistogram(bins, new MeanTally(unpacker.number(), unpacker.number(), unpacker.number()));
    }

    private PartFormat() {}
}
