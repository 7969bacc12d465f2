package io.judgefleet.aggregator.kafka;

import io.judgefleet.aggregator.Pane;
import io.judgefleet.aggregator.Slice;
import io.judgefleet.metrics.JudgingMode;
import io.judgefleet.schemas.JudgeVersion;
import io.judgefleet.schemas.WeightsOrigin;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Bytes;

/** Slices as bytes, and the keys of the tallies, which sort by grain and time so that a pane is one range. */
final class SliceFormat {
    private static final int PANE_BYTES = 1 + Long.BYTES;

    static Bytes key(Pane pane, Slice slice) {
        var packer = pane(pane);
        write(packer, slice);
        return Bytes.wrap(packer.bytes());
    }

    /** What all keys of a pane begin with. */
    static Bytes prefix(Pane pane) {
        return Bytes.wrap(pane(pane).bytes());
    }

    /** The slice's part of a key. */
    static Bytes withoutPane(Bytes key) {
        return Bytes.wrap(Arrays.copyOfRange(key.get(), PANE_BYTES, key.get().length));
    }

    static Slice slice(Bytes slice) {
        return read(new Unpacker(slice.get()));
    }

    static void write(Packer packer, Slice slice) {
        var judge = slice.judge();
        packer.text(judge.name())
                .text(judge.fingerprint())
                .text(judge.weightsOrigin().name())
                .text(slice.mode().name())
                .text(slice.arm())
                .text(slice.dataset())
                .text(slice.category())
                .number(slice.models().size());
        slice.models().forEach(packer::text);
    }

    static Slice read(Unpacker unpacker) {
        var judge = new JudgeVersion(unpacker.text(), unpacker.text(), WeightsOrigin.valueOf(unpacker.text()));
        return new Slice(
                judge,
                JudgingMode.valueOf(unpacker.text()),
                unpacker.text(),
                unpacker.text(),
                unpacker.text(),
                Stream.generate(unpacker::text).limit(unpacker.count()).toList());
    }

    private static Packer pane(Pane pane) {
        return new Packer().octet(pane.grain().ordinal()).sortable(pane.start().toEpochMilli());
    }

    private SliceFormat() {}
}
