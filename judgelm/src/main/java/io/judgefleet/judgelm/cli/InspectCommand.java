package io.judgefleet.judgelm.cli;

import io.judgefleet.judgelm.checkpoint.Checkpoint;
import io.judgefleet.judgelm.checkpoint.LlamaConfig;
import io.judgefleet.judgelm.checkpoint.files.TensorLocation;
import io.judgefleet.judgelm.tokenizer.Tokenizer;
import io.judgefleet.metrics.text.VisibleText;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code judgefleet model inspect}: what a folder holds, or the first thing that is wrong with it. */
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        description = "Prints architecture, tensors, types, sizes and digests of a model folder, and what is ignored.")
final class InspectCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "A model folder as the Hugging Face hub has it.")
    private Path folder = Path.of("");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        show(folder, spec.commandLine().getOut());
        return 0;
    }

    static void show(Path folder, PrintWriter out) {
        var checkpoint = Checkpoint.open(folder);
        try (var tokenizer = Tokenizer.open(folder)) {
            architecture(checkpoint.config(), out);
            new TreeMap<>(checkpoint.tensors()).forEach((name, tensor) -> tensor(name, tensor, out));
            checkpoint.ignored().forEach(name -> out.println("ignored  " + VisibleText.of(name)));
            summary(checkpoint, tokenizer, out);
        }
        out.flush();
    }

    private static void architecture(LlamaConfig config, PrintWriter out) {
        var sizes = config.dimensions();
        var attention = config.attention();
        line(out, "model type", config.modelType());
        line(out, "layers", sizes.layers());
        line(out, "hidden size", sizes.hiddenSize());
        line(out, "intermediate size", sizes.intermediateSize());
        line(
                out,
                "heads",
                "%d of %d, %d for keys and values"
                        .formatted(attention.heads(), attention.headDim(), attention.kvHeads()));
        line(out, "vocabulary", sizes.vocabularySize());
        line(out, "positions", config.rope().maxPositions());
        line(out, "rotary base", config.rope().theta());
        line(out, "rotary scaling", config.rope().scaling());
        line(out, "norm epsilon", sizes.rmsNormEps());
        line(out, "tied embeddings", sizes.tiedEmbeddings());
        line(out, "projection biases", attention.qkvBias());
        line(
                out,
                "begin token",
                config.tokens().bos().isPresent() ? config.tokens().bos().getAsInt() : "none");
        line(out, "end tokens", config.tokens().eos());
    }

    private static void tensor(String name, TensorLocation tensor, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "tensor   %-52s %-8s %-16s %12d bytes in %s at %d%n",
                name,
                tensor.dtype().torchName(),
                Arrays.toString(tensor.shape()),
                tensor.bytes(),
                tensor.file().getFileName(),
                tensor.offset());
    }

    private static void summary(Checkpoint checkpoint, Tokenizer tokenizer, PrintWriter out) {
        var tensors = checkpoint.tensors().values();
        var dtypes = tensors.stream()
                .map(tensor -> tensor.dtype().torchName())
                .distinct()
                .sorted();
        line(
                out,
                "tensors",
                "%d, %d ignored".formatted(tensors.size(), checkpoint.ignored().size()));
        line(
                out,
                "parameters",
                tensors.stream().mapToLong(TensorLocation::elements).sum());
        line(out, "bytes", tensors.stream().mapToLong(TensorLocation::bytes).sum());
        line(out, "element types", dtypes.collect(Collectors.joining(", ")));
        line(out, "tokens", tokenizer.vocabularySize());
        line(out, "tokenizer digest", tokenizer.digest());
        line(out, "weights digest", checkpoint.digest());
        line(out, "not finite", checkpoint.nonFinite().map(Object::toString).orElse("none"));
    }

    private static void line(PrintWriter out, String name, Object value) {
        out.printf(Locale.ROOT, "%-18s %s%n", name, VisibleText.of(String.valueOf(value)));
    }
}
