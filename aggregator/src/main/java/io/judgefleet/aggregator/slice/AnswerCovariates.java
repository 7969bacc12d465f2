package io.judgefleet.aggregator.slice;

import io.judgefleet.metrics.rating.AnswerStyle;
import io.judgefleet.schemas.JudgedItem;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How the answers of two models look beside each other, from the lower model's side and in steps that are coarse enough to be
 * counted.
 *
 * @param lengths of both answers, 8 bits each, an eighth of a doubling a step; {@link #UNKNOWN} where they are not known
 * @param style relative differences in {@link AnswerStyle#FEATURES}, 6 bits each; {@link #UNKNOWN} where they are not known
 */
public record AnswerCovariates(int lengths, int style) {
    public static final int UNKNOWN = -1;
    /** Neither is known. */
    public static final AnswerCovariates NONE = new AnswerCovariates(UNKNOWN, UNKNOWN);

    private static final int STEPS_OF_DOUBLING = 8;
    private static final BitField OTHER_LENGTH = BitField.lowest("step of the higher model's length", 8);
    private static final BitField OWN_LENGTH = OTHER_LENGTH.next("step of the lower model's length", 8);
    private static final int STYLE_BITS = 6;
    private static final List<BitField> STYLES = IntStream.range(0, AnswerStyle.FEATURES.size())
            .mapToObj(feature -> new BitField(
                    "step of the difference in " + AnswerStyle.FEATURES.get(feature), STYLE_BITS * feature, STYLE_BITS))
            .toList();

    static AnswerCovariates of(JudgedItem subject, boolean higherModelFirst) {
        var lower = higherModelFirst ? 1 : 0;
        var lengths = subject.answerLengths();
        var styles = subject.answerStyles();
        return new AnswerCovariates(
                lengths.size() == 2 ? lengths(lengths.get(lower), lengths.get(1 - lower)) : UNKNOWN,
                styles.size() == 2 ? style(styles.get(lower).against(styles.get(1 - lower))) : UNKNOWN);
    }

    /** The lower model's length, as the middle of its step. */
    static long ownLength(int lengths) {
        return length(OWN_LENGTH.of(lengths));
    }

    static long otherLength(int lengths) {
        return length(OTHER_LENGTH.of(lengths));
    }

    /** Steps by which the lower model's answer has more of each feature. */
    static List<Integer> styleSteps(int style) {
        return IntStream.range(0, AnswerStyle.FEATURES.size())
                .mapToObj(feature -> STYLES.get(feature).of(style) - AnswerStyle.STEPS)
                .toList();
    }

    private static int lengths(long own, long other) {
        return OWN_LENGTH.with(step(own)) | OTHER_LENGTH.with(step(other));
    }

    private static int step(long length) {
        return (int) Math.rint(STEPS_OF_DOUBLING * Math.log(1.0 + length) / Math.log(2));
    }

    private static long length(int step) {
        return Math.round(Math.pow(2, (double) step / STEPS_OF_DOUBLING) - 1);
    }

    private static int style(List<Integer> steps) {
        return IntStream.range(0, steps.size())
                .map(feature -> STYLES.get(feature).with(steps.get(feature) + AnswerStyle.STEPS))
                .sum();
    }
}
