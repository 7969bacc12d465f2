package io.judgefleet.judgement;

/**
 * What the judge's logits say of both scores in one pass, in the order in which it saw the answers.
 *
 * @param expectedFirst expected score of the first answer, 1 to 10
 * @param expectedSecond expected score of the second answer, 1 to 10
 * @param firstBetter probability that the first answer scores higher
 * @param tie probability of equal scores
 * @param entropy of the joint distribution, in nats
 */
public record ScoreDistribution(
        double expectedFirst, double expectedSecond, double firstBetter, double tie, double entropy) {
    public ScoreDistribution {
        Require.within(0, 10, expectedFirst, "expected first score");
        Require.within(0, 10, expectedSecond, "expected second score");
        Require.within(0, 1 + 1e-9, firstBetter, "probability that the first is better");
        Require.within(0, 1 + 1e-9, tie, "probability of a tie");
        Require.within(-1e-9, Double.MAX_VALUE, entropy, "entropy");
    }

    /** The expected scores of both answers, in the order in which the judge saw them. */
    public ScorePair expected() {
        return new ScorePair(expectedFirst, expectedSecond);
    }
}
