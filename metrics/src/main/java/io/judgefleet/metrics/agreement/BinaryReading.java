package io.judgefleet.metrics.agreement;

import io.judgefleet.judgement.Coded;
import io.judgefleet.judgement.Codes;

/** What a judge of single answers says. */
public enum BinaryReading implements Coded {
    PASS(0),
    FAIL(1),
    /** The judge was asked and said neither. */
    UNSCORED(2);

    /** The constants by their codes. */
    public static final Codes<BinaryReading> CODES = Codes.of(BinaryReading.class);

    private final int code;

    BinaryReading(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }
}
