package io.judgefleet.judgelm.inference;

import java.util.Arrays;

/**
 * What a model expects next: its likeliest token, and the log-probabilities of the tokens that were watched.
 *
 * @param watched token ids in rising order
 */
@SuppressWarnings("ArrayRecordComponent") // one for each span that is read, never compared
public record NextToken(int best, int[] watched, float[] logProbabilities) {
    /** The log-probability of a watched token. */
    double logProbability(int token) {
        int index = Arrays.binarySearch(watched, token);
        if (index < 0) {
            throw new IllegalArgumentException(
                    "expected one of the watched tokens %s, found %d".formatted(Arrays.toString(watched), token));
        }
        return logProbabilities[index];
    }

    /** What the logits of the whole vocabulary say. */
    static NextToken of(float[] logits, int[] watched) {
        int best = 0;
        for (int id = 1; id < logits.length; id++) {
            if (logits[id] > logits[best]) {
                best = id;
            }
        }
        double sum = 0;
        for (var logit : logits) {
            sum += Math.exp(logit - logits[best]);
        }
        var normalizer = logits[best] + Math.log(sum);
        var logProbabilities = new float[watched.length];
        for (int i = 0; i < watched.length; i++) {
            logProbabilities[i] = (float) (logits[watched[i]] - normalizer);
        }
        return new NextToken(best, watched, logProbabilities);
    }
}
