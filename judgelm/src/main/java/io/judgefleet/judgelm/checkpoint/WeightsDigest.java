package io.judgefleet.judgelm.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import io.judgefleet.judgelm.checkpoint.files.TensorLocation;
import io.judgefleet.judgelm.checkpoint.files.WeightBytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * SHA-256 over what a judge computes with: the architecture, and each tensor's name, type, extents and bytes.
 *
 * <p>How tensors are spread over files, and which format the files have, does not matter.
 */
final class WeightsDigest {
    static String of(LlamaConfig config, Map<String, TensorLocation> tensors) {
        var sorted = new TreeMap<>(tensors);
        var lines = sorted.entrySet().parallelStream().map(entry -> line(entry.getKey(), entry.getValue()));
        var whole = sha256();
        whole.update((architecture(config) + "\n").getBytes(UTF_8));
        whole.update(lines.collect(joining("\n")).getBytes(UTF_8));
        return HexFormat.of().formatHex(whole.digest());
    }

    /** Spelt out, so that renaming a component does not change what was published. */
    private static String architecture(LlamaConfig config) {
        var sizes = config.dimensions();
        var rope = config.rope();
        return "%s heads=%d/%d/%d eps=%s theta=%s scaling=%s positions=%d bos=%s eos=%s"
                .formatted(
                        config.modelType(),
                        config.attention().heads(),
                        config.attention().kvHeads(),
                        config.attention().headDim(),
                        sizes.rmsNormEps(),
                        rope.theta(),
                        scaling(rope.scaling()),
                        rope.maxPositions(),
                        config.tokens().bos().isPresent()
                                ? config.tokens().bos().getAsInt()
                                : "none",
                        config.tokens().eos());
    }

    private static String scaling(RopeScaling scaling) {
        return switch (scaling) {
            case RopeScaling.None none -> "none";
            case RopeScaling.Linear linear -> "linear/" + linear.factor();
            case RopeScaling.Llama3 llama3 ->
                "llama3/%s/%s/%s/%d"
                        .formatted(
                                llama3.factor(),
                                llama3.lowFrequencyFactor(),
                                llama3.highFrequencyFactor(),
                                llama3.originalMaxPositions());
        };
    }

    private static String line(String name, TensorLocation tensor) {
        var digest = HexFormat.of().formatHex(bytes(tensor));
        return "%s %s %s %s".formatted(name, tensor.dtype().torchName(), Arrays.toString(tensor.shape()), digest);
    }

    private static byte[] bytes(TensorLocation tensor) {
        var digest = sha256();
        WeightBytes.read(tensor, stretch -> {
            digest.update(stretch);
            return false;
        });
        return digest.digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private WeightsDigest() {}
}
