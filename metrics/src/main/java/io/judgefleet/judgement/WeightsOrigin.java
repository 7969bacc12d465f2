package io.judgefleet.judgement;

/** Where a judge's weights come from, as far as its folder says. */
public enum WeightsOrigin implements Coded {
    UNSTATED(0),
    TRAINED(1),
    /** Random numbers: its verdicts mean nothing. */
    RANDOM(2);

    /** The constants by their codes. */
    public static final Codes<WeightsOrigin> CODES = Codes.of(WeightsOrigin.class);

    private final int code;

    WeightsOrigin(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }
}
