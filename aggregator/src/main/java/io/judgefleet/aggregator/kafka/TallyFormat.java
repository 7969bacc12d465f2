package io.judgefleet.aggregator.kafka;

import io.judgefleet.aggregator.IntakeTally;
import io.judgefleet.aggregator.ReadingTally;
import io.judgefleet.aggregator.SliceTally;
import io.judgefleet.metrics.CountTable;
import io.judgefleet.metrics.OutcomeTally;
import io.judgefleet.metrics.Resolution;
import io.judgefleet.metrics.agreement.AgreementTally;
import io.judgefleet.metrics.bias.SwapTally;
import io.judgefleet.metrics.rating.WinTally;
import java.util.EnumMap;

/** Tallies as bytes: their counts in a fixed order. */
final class TallyFormat {
    private static final int FORMAT = 1;

    static byte[] toBytes(SliceTally tally) {
        var packer = new Packer().octet(FORMAT);
        packer.numbers(tally.swap().pairs().cells());
        packer.numbers(tally.swap().passes().states().cells());
        for (var resolution : Resolution.values()) {
            var reading = tally.under(resolution);
            packer.numbers(reading.wins().readings().cells());
            packer.numbers(reading.agreement().cells().cells());
        }
        return packer.number(tally.withoutMajority()).bytes();
    }

    static SliceTally sliceTally(byte[] bytes) {
        var unpacker = new Unpacker(bytes);
        unpacker.expect(FORMAT, "tally");
        var like = SliceTally.empty();
        var swap = new SwapTally(
                table(unpacker, like.swap().pairs()),
                new OutcomeTally(table(unpacker, like.swap().passes().states())));
        var readings = new EnumMap<Resolution, ReadingTally>(Resolution.class);
        for (var resolution : Resolution.values()) {
            var reading = like.under(resolution);
            readings.put(
                    resolution,
                    new ReadingTally(
                            new WinTally(table(unpacker, reading.wins().readings())),
                            new AgreementTally(
                                    table(unpacker, reading.agreement().cells()))));
        }
        return new SliceTally(swap, readings, unpacker.number());
    }

    static byte[] toBytes(IntakeTally tally) {
        var counts = tally.counts();
        return new Packer().octet(FORMAT).number(counts.length).numbers(counts).bytes();
    }

    static IntakeTally intakeTally(byte[] bytes) {
        var unpacker = new Unpacker(bytes);
        unpacker.expect(FORMAT, "intake tally");
        return IntakeTally.of(unpacker.numbers(unpacker.count()));
    }

    /** A table of the same shape. */
    private static CountTable table(Unpacker unpacker, CountTable like) {
        return CountTable.of(like.rows(), like.columns(), unpacker.numbers(like.rows() * like.columns()));
    }

    private TallyFormat() {}
}
