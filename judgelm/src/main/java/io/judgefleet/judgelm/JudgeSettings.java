package io.judgefleet.judgelm;

import io.judgefleet.judgelm.checkpoint.DType;
import io.judgefleet.judgelm.prompt.LengthPolicy;

/**
 * How a judge computes and writes.
 *
 * @param dtype the type in which it computes; weights stored in it are mapped and not copied
 * @param tokenBudget the prompt tokens that are read side by side
 * @param completionTokens the most tokens of a completion
 * @param reasons whether the completion goes on after the scores
 */
public record JudgeSettings(
        DType dtype, Decoding decoding, LengthPolicy overlong, int tokenBudget, int completionTokens, boolean reasons) {
    /** Scores only, greedily, in single precision. */
    public static final JudgeSettings DEFAULT =
            new JudgeSettings(DType.FP32, Decoding.GREEDY, LengthPolicy.REJECT, 4096, 16, false);

    public JudgeSettings {
        requirePositive(tokenBudget, "token budget");
        requirePositive(completionTokens, "completion tokens");
    }

    public JudgeSettings withDtype(DType other) {
        return new JudgeSettings(other, decoding, overlong, tokenBudget, completionTokens, reasons);
    }

    public JudgeSettings withDecoding(Decoding other) {
        return new JudgeSettings(dtype, other, overlong, tokenBudget, completionTokens, reasons);
    }

    public JudgeSettings withOverlong(LengthPolicy other) {
        return new JudgeSettings(dtype, decoding, other, tokenBudget, completionTokens, reasons);
    }

    public JudgeSettings withTokenBudget(int other) {
        return new JudgeSettings(dtype, decoding, overlong, other, completionTokens, reasons);
    }

    /** With an explanation after the scores, up to a number of tokens in all. */
    public JudgeSettings withReasons(int mostTokens) {
        return new JudgeSettings(dtype, decoding, overlong, tokenBudget, mostTokens, true);
    }

    private static void requirePositive(int value, String field) {
        if (value < 1) {
            throw new IllegalArgumentException("%s must be at least 1, found %d".formatted(field, value));
        }
    }
}
