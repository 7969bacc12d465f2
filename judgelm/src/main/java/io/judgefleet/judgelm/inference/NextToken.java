package io.judgefleet.judgelm.inference;

/**
 * What a model expects next: its likeliest token, and the log-probabilities of the tokens that were watched, in their order.
 */
@SuppressWarnings("ArrayRecordComponent") // one for each token that is read, never compared
public record NextToken(int best, float[] logProbabilities) {
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
        return new NextToken(best, logProbabilities);
    }
}
