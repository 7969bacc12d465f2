package io.judgefleet.judgelm.inference;

import io.judgefleet.judgelm.checkpoint.LlamaConfig;
import io.judgefleet.judgelm.checkpoint.RopeScaling;
import io.judgefleet.judgelm.checkpoint.RopeScaling.Linear;
import io.judgefleet.judgelm.checkpoint.RopeScaling.Llama3;
import io.judgefleet.judgelm.checkpoint.RopeScaling.None;
import java.util.stream.IntStream;

/** The angle per position of each pair of a head's dimensions, stretched as the checkpoint demands. */
public final class RotaryFrequencies {
    public static double[] of(LlamaConfig config) {
        var headDim = config.attention().headDim();
        return IntStream.range(0, headDim / 2)
                .mapToDouble(pair -> Math.pow(config.rope().theta(), -2.0 * pair / headDim))
                .map(frequency -> stretched(frequency, config.rope().scaling()))
                .toArray();
    }

    private static double stretched(double frequency, RopeScaling scaling) {
        return switch (scaling) {
            case None none -> frequency;
            case Linear linear -> frequency / linear.factor();
            case Llama3 llama3 -> blended(frequency, llama3);
        };
    }

    private static double blended(double frequency, Llama3 scaling) {
        var wavelengths = scaling.originalMaxPositions() * frequency / (2 * Math.PI);
        var kept = (wavelengths - scaling.lowFrequencyFactor())
                / (scaling.highFrequencyFactor() - scaling.lowFrequencyFactor());
        kept = Math.clamp(kept, 0.0, 1.0);
        return (1 - kept) * frequency / scaling.factor() + kept * frequency;
    }

    private RotaryFrequencies() {}
}
