package io.judgefleet.judgelm.inference;

import java.util.Arrays;
import java.util.Optional;

/**
 * What a model expects next: its likeliest token, and the log-probabilities of the tokens that were watched.
 *
 * @param largest the logit of the likeliest token; not finite where any logit is NaN or infinite, or where none is above that
 * @param watched token ids in rising order
 */
@SuppressWarnings("ArrayRecordComponent") // one for each span that is read, never compared
public record NextToken(int best, float largest, int[] watched, float[] logProbabilities) {
    /** The log-probability of a watched token. */
    public double logProbability(int token) {
        int index = Arrays.binarySearch(watched, token);
        if (index < 0) {
            throw new IllegalArgumentException(
                    "expected one of the watched tokens %s, found %d".formatted(Arrays.toString(watched), token));
        }
        return logProbabilities[index];
    }

    /** The first number that is not finite: the largest logit, or the log-probability of one of some watched tokens. */
    public Optional<Double> notFinite(int[] tokens) {
        if (!Float.isFinite(largest)) {
            return Optional.of((double) largest);
        }
        return Arrays.stream(tokens)
                .mapToObj(this::logProbability)
                .filter(each -> !Double.isFinite(each))
                .findFirst();
    }

    /** What the logits of the whole vocabulary say; as in libtorch, NaN is larger than any number. */
    public static NextToken of(float[] logits, int[] watched) {
        int best = 0;
        for (int id = 1; id < logits.length; id++) {
            if (logits[id] > logits[best] || Float.isNaN(logits[id]) && !Float.isNaN(logits[best])) {
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
        return new NextToken(best, logits[best], watched, logProbabilities);
    }
}
