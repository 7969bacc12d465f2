package io.judgefleet.judgelm;

import io.judgefleet.judgelm.checkpoint.files.DType;
import io.judgefleet.judgelm.inference.Computing;
import io.judgefleet.judgelm.prompt.LengthPolicy;
import io.judgefleet.judgelm.prompt.MarkerPolicy;

/**
 * How a judge computes and writes.
 *
 * @param overlong what becomes of prompts beyond the window
 * @param markers what becomes of user text that imitates the prompt template
 * @param tokenBudget the tokens that are read in a pass
 * @param completionTokens the most tokens of a completion
 * @param reasons whether the completion goes on after the scores
 */
public record JudgeSettings(
        Computing computing,
        Decoding decoding,
        LengthPolicy overlong,
        MarkerPolicy markers,
        int tokenBudget,
        int completionTokens,
        boolean reasons) {
    /** Scores only, greedily, in single precision, from the prompts as JudgeLM's authors have them. */
    public static final JudgeSettings DEFAULT = new JudgeSettings(
            Computing.DEFAULT, Decoding.GREEDY, LengthPolicy.REJECT, MarkerPolicy.FLAG, 4096, 16, false);

    public JudgeSettings {
        requirePositive(tokenBudget, "token budget");
        requirePositive(completionTokens, "completion tokens");
    }

    public DType dtype() {
        return computing.dtype();
    }

    public JudgeSettings withComputing(Computing other) {
        return new JudgeSettings(other, decoding, overlong, markers, tokenBudget, completionTokens, reasons);
    }

    public JudgeSettings withDtype(DType other) {
        return withComputing(computing.withDtype(other));
    }

    public JudgeSettings withDecoding(Decoding other) {
        return new JudgeSettings(computing, other, overlong, markers, tokenBudget, completionTokens, reasons);
    }

    public JudgeSettings withOverlong(LengthPolicy other) {
        return new JudgeSettings(computing, decoding, other, markers, tokenBudget, completionTokens, reasons);
    }

    public JudgeSettings withMarkers(MarkerPolicy other) {
        return new JudgeSettings(computing, decoding, overlong, other, tokenBudget, completionTokens, reasons);
    }

    public JudgeSettings withTokenBudget(int other) {
        return new JudgeSettings(computing, decoding, overlong, markers, other, completionTokens, reasons);
    }

    /** With an explanation after the scores, up to a number of tokens in all. */
    public JudgeSettings withReasons(int mostTokens) {
        return new JudgeSettings(computing, decoding, overlong, markers, tokenBudget, mostTokens, true);
    }

    private static void requirePositive(int value, String field) {
        if (value < 1) {
            throw new IllegalArgumentException("%s must be at least 1, found %d".formatted(field, value));
        }
    }
}
