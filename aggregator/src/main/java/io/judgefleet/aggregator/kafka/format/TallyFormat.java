package io.judgefleet.aggregator.kafka.format;

import io.judgefleet.aggregator.slice.IntakeTally;
import io.judgefleet.aggregator.slice.SliceTally;
import io.judgefleet.judgement.PassReading;

/** Tallies as bytes: their counts in a fixed order. */
public final class TallyFormat {
    private static final int FORMAT = 1;

    /** Its first table are readings of passes by readings of passes, {@value #READINGS} of each. */
    private static final int SLICE_FORMAT = 2;
    /** Did not know {@link PassReading#UNASKED}, the last of them. */
    private static final int SLICE_FORMAT_WITHOUT_UNASKED = 1;

    private static final int READINGS = 6;

    public static byte[] toBytes(SliceTally tally) {
        return new Packer().octet(SLICE_FORMAT).numbers(tally.cells()).bytes();
    }

    public static SliceTally sliceTally(byte[] bytes) {
        var unpacker = new Unpacker("tally", bytes);
        var format = unpacker.expect(SLICE_FORMAT_WITHOUT_UNASKED, SLICE_FORMAT);
        return SliceTally.of(format == SLICE_FORMAT ? unpacker.numbers(SliceTally.CELLS) : withoutUnasked(unpacker));
    }

    /** A table of a row and a column less, followed by all other counts. */
    private static long[] withoutUnasked(Unpacker unpacker) {
        var cells = new long[SliceTally.CELLS];
        for (var row = 0; row < READINGS - 1; row++) {
            System.arraycopy(unpacker.numbers(READINGS - 1), 0, cells, row * READINGS, READINGS - 1);
        }
        var table = READINGS * READINGS;
        System.arraycopy(unpacker.numbers(cells.length - table), 0, cells, table, cells.length - table);
        return cells;
    }

    public static byte[] toBytes(IntakeTally tally) {
        var counts = tally.counts();
        return new Packer().octet(FORMAT).number(counts.length).numbers(counts).bytes();
    }

    public static IntakeTally intakeTally(byte[] bytes) {
        var unpacker = new Unpacker("intake tally", bytes);
        unpacker.expect(FORMAT);
        return IntakeTally.of(unpacker.numbers(unpacker.count()));
    }

    private TallyFormat() {}
}
