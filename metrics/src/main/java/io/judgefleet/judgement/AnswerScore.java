package io.judgefleet.judgement;

/**
 * What a judge gives one of many answers.
 *
 * @param score as it wrote it
 * @param expected the mean over what its logits say
 */
public record AnswerScore(double score, double expected) {
    public AnswerScore {
        Require.within(0, 10, score, "score");
        Require.within(0, 10, expected, "expected score");
    }
}
