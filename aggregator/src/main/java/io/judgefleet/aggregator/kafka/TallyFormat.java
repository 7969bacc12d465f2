package io.judgefleet.aggregator.kafka;

import io.judgefleet.aggregator.IntakeTally;
import io.judgefleet.aggregator.SliceTally;

/** Tallies as bytes: their counts in a fixed order. */
final class TallyFormat {
    private static final int FORMAT = 1;

    static byte[] toBytes(SliceTally tally) {
        return new Packer().octet(FORMAT).numbers(tally.cells()).bytes();
    }

    static SliceTally sliceTally(byte[] bytes) {
        var unpacker = new Unpacker(bytes);
        unpacker.expect(FORMAT, "tally");
        return SliceTally.of(unpacker.numbers(SliceTally.CELLS));
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

    private TallyFormat() {}
}
