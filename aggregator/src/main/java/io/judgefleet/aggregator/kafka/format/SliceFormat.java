package io.judgefleet.aggregator.kafka.format;

import io.judgefleet.aggregator.slice.Slice;
import io.judgefleet.judgement.JudgingMode;
import io.judgefleet.judgement.WeightsOrigin;
import io.judgefleet.schemas.JudgeVersion;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Bytes;

/** Slices as bytes. */
public final class SliceFormat {
    /** Ends the arm of repeats, which earlier versions did not tell from first judgements. */
    private static final String REPEAT = "\nrepeat";

    public static Bytes key(Slice slice) {
        var packer = new Packer();
        write(packer, slice);
        return Bytes.wrap(packer.bytes());
    }

    public static Slice slice(Bytes slice) {
        return read(new Unpacker("slice", slice.get()));
    }

    static void write(Packer packer, Slice slice) {
        var judge = slice.judge();
        packer.text(judge.name())
                .id(judge.fingerprint())
                .coded(judge.weightsOrigin())
                .coded(slice.mode())
                .text(slice.isRepeat() ? slice.arm() + REPEAT : slice.arm())
                .text(slice.dataset())
                .text(slice.category())
                .number(slice.models().size());
        slice.models().forEach(packer::text);
    }

    static Slice read(Unpacker unpacker) {
        var judge = new JudgeVersion(unpacker.text(), unpacker.id(), unpacker.coded(WeightsOrigin.CODES));
        var mode = unpacker.coded(JudgingMode.CODES);
        var arm = unpacker.text();
        var isRepeat = arm.endsWith(REPEAT);
        return new Slice(
                judge,
                mode,
                isRepeat ? arm.substring(0, arm.length() - REPEAT.length()) : arm,
                isRepeat,
                unpacker.text(),
                unpacker.text(),
                Stream.generate(unpacker::text).limit(unpacker.count()).toList());
    }

    private SliceFormat() {}
}
