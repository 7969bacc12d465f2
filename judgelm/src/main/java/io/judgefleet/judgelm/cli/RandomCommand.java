package io.judgefleet.judgelm.cli;

import io.judgefleet.judgelm.checkpoint.LlamaConfig;
import io.judgefleet.judgelm.checkpoint.RandomCheckpoint;
import io.judgefleet.judgelm.checkpoint.RopeScaling;
import io.judgefleet.judgelm.checkpoint.files.DType;
import io.judgefleet.judgelm.tokenizer.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code judgefleet model random}: a model folder whose weights are drawn from a seed, and whose verdicts mean nothing. */
@Command(
        name = "random",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = "Writes a model folder with random weights; the same options give the same bytes.")
final class RandomCommand implements Callable<Integer> {
    @Parameters(
            showDefaultValue = CommandLine.Help.Visibility.NEVER,
            paramLabel = "DIR",
            description = "The folder to write; it must be empty or not there yet.")
    private Path folder = Path.of("");

    @Option(
            names = "--tokenizer",
            required = true,
            showDefaultValue = CommandLine.Help.Visibility.NEVER,
            paramLabel = "FILE",
            description = "A tokenizer.model to copy.")
    private Path tokenizer = Path.of("");

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = "random-judge",
            description = "The judge's name in verdicts.")
    private String name = "";

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Where the weights come from.")
    private long seed;

    @Option(
            names = "--hidden-size",
            paramLabel = "N",
            defaultValue = "64",
            description = "Width of the residual stream.")
    private int hiddenSize;

    @Option(
            names = "--intermediate-size",
            paramLabel = "N",
            defaultValue = "176",
            description = "Width of the feed-forward block.")
    private int intermediateSize;

    @Option(names = "--layers", paramLabel = "N", defaultValue = "2", description = "Number of layers.")
    private int layers;

    @Option(names = "--heads", paramLabel = "N", defaultValue = "4", description = "Number of query heads.")
    private int heads;

    @Option(names = "--kv-heads", paramLabel = "N", defaultValue = "2", description = "Number of key and value heads.")
    private int kvHeads;

    @Option(
            names = "--matching-layer",
            paramLabel = "N",
            description =
                    "A layer, from 0, in which tokens begin by attending to their equals; for training a judge that compares.")
    private @Nullable Integer matchingLayer;

    @Option(
            names = "--rotary-base",
            paramLabel = "NUMBER",
            defaultValue = "10000",
            description = "How slowly the slowest positions turn.")
    private double rotaryBase;

    @Option(names = "--positions", paramLabel = "N", defaultValue = "4096", description = "Longest sequence.")
    private int positions;

    @Option(
            names = "--dtype",
            paramLabel = "TYPE",
            defaultValue = "bf16",
            description = "The type of the weights: fp32, fp16 or bf16.")
    private DType dtype = DType.BF16;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        requireEmpty();
        var config = config();
        var matching = matchingLayer == null ? OptionalInt.empty() : OptionalInt.of(matchingLayer);
        new RandomCheckpoint(name, config, seed, matching).write(folder, tokenizer);
        // Reading it back is the proof that the folder is a model.
        InspectCommand.show(folder, spec.commandLine().getOut());
        return 0;
    }

    private void requireEmpty() throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.list(folder)) {
                if (files.findAny().isPresent()) {
                    throw new IllegalArgumentException("expected an empty folder, found files in " + folder);
                }
            }
        }
    }

    private LlamaConfig config() {
        AtLeast.require(1, layers, "--layers");
        AtLeast.require(1, intermediateSize, "--intermediate-size");
        AtLeast.require(1, positions, "--positions");
        if (rotaryBase <= 1) {
            throw new IllegalArgumentException("expected more than 1 for --rotary-base, found " + rotaryBase);
        }
        requireDivisor("--heads", heads, "--hidden-size", hiddenSize);
        requireDivisor("--kv-heads", kvHeads, "--heads", heads);
        return new LlamaConfig(
                "llama",
                new LlamaConfig.Dimensions(hiddenSize, intermediateSize, layers, vocabularySize(), 1e-6, false),
                new LlamaConfig.Attention(heads, kvHeads, hiddenSize / heads, false),
                new LlamaConfig.Rope(rotaryBase, new RopeScaling.None(), positions),
                new LlamaConfig.Tokens(OptionalInt.of(1), List.of(2)),
                dtype);
    }

    private static void requireDivisor(String name, int divisor, String ofName, int number) {
        AtLeast.require(1, divisor, name);
        AtLeast.require(1, number, ofName);
        if (number % divisor != 0) {
            throw new IllegalArgumentException(
                    "expected %s to divide %s, found %d and %d".formatted(name, ofName, divisor, number));
        }
    }

    private int vocabularySize() {
        try (var opened = Tokenizer.openSentencePiece(tokenizer)) {
            return opened.vocabularySize();
        }
    }
}
