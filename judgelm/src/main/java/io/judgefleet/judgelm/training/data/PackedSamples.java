package io.judgefleet.judgelm.training.data;

import java.util.List;

/**
 * Samples end to end without padding, as the training program takes them.
 *
 * @param starts where each sample begins, and the end of the last one
 * @param read the places after which a token is to be foretold: {@code labels[j]} after {@code read[j]}
 * @param labelWeights how much each label counts
 */
@SuppressWarnings("ArrayRecordComponent") // lives for one call
public record PackedSamples(
        long[] tokens, float[] positions, long[] starts, long[] read, long[] labels, float[] labelWeights) {

    /** Packs samples; labels of judgements count once, those of prompts by a weight of which 0 leaves them out. */
    public static PackedSamples of(List<Sample> samples, double promptWeight) {
        int tokens = samples.stream().mapToInt(Sample::readTokens).sum();
        int labels = promptWeight > 0
                ? tokens
                : samples.stream().mapToInt(Sample::judgementTokens).sum();
        var packing = new PackedSamples(
                new long[tokens],
                new float[tokens],
                new long[samples.size() + 1],
                new long[labels],
                new long[labels],
                new float[labels]);
        packing.fill(samples, (float) promptWeight);
        return packing;
    }

    /** How much all labels count together. */
    public double totalWeight() {
        double total = 0;
        for (var weight : labelWeights) {
            total += weight;
        }
        return total;
    }

    private void fill(List<Sample> samples, float promptWeight) {
        int place = 0;
        int label = 0;
        for (int i = 0; i < samples.size(); i++) {
            var sample = samples.get(i);
            for (int position = 0; position < sample.readTokens(); position++, place++) {
                tokens[place] = sample.tokens()[position];
                positions[place] = position;
                boolean judged = position + 1 >= sample.promptTokens();
                if (judged || promptWeight > 0) {
                    read[label] = place;
                    labels[label] = sample.tokens()[position + 1];
                    labelWeights[label++] = judged ? 1 : promptWeight;
                }
            }
            starts[i + 1] = place;
        }
    }
}
