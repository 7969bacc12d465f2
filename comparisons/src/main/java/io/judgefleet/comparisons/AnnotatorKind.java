package io.judgefleet.comparisons;

import io.judgefleet.judgement.Coded;
import io.judgefleet.judgement.Codes;

/** Who wrote a label. */
public enum AnnotatorKind implements Coded {
    /** An objective answer key. */
    GOLD(0),
    HUMAN(1),
    /** A stronger judge. */
    TEACHER(2);

    /** The constants by their codes. */
    public static final Codes<AnnotatorKind> CODES = Codes.of(AnnotatorKind.class);

    private final int code;

    AnnotatorKind(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }
}
