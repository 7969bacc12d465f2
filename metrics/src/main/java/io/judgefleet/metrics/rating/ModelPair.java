package io.judgefleet.metrics.rating;

import io.judgefleet.judgement.Require;

/** Two models under test in the order of their ids, so that a comparison counts the same whichever answer came first. */
public record ModelPair(String lower, String higher) implements Comparable<ModelPair> {
    public ModelPair {
        Require.notBlank(lower, "model id");
        Require.notBlank(higher, "model id");
        if (lower.compareTo(higher) >= 0) {
            throw new IllegalArgumentException(
                    "expected two model ids in order, found %s and %s".formatted(lower, higher));
        }
    }

    public static ModelPair of(String first, String second) {
        return isInOrder(first, second) ? new ModelPair(first, second) : new ModelPair(second, first);
    }

    public static boolean isInOrder(String first, String second) {
        return first.compareTo(second) < 0;
    }

    @Override
    public int compareTo(ModelPair other) {
        var byLower = lower.compareTo(other.lower);
        return byLower != 0 ? byLower : higher.compareTo(other.higher);
    }
}
