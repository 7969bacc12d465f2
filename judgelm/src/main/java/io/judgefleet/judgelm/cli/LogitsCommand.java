package io.judgefleet.judgelm.cli;

import io.judgefleet.judgelm.checkpoint.Checkpoint;
import io.judgefleet.judgelm.cli.report.NextTokens;
import io.judgefleet.judgelm.inference.LlamaModel;
import io.judgefleet.judgelm.tokenizer.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code judgefleet model logits}: what a model expects after a text, to compare with another implementation. */
@Command(
        name = "logits",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = "Prints what the model expects after a text: the likeliest tokens and their log-probabilities.")
final class LogitsCommand implements Callable<Integer> {
    @Parameters(
            showDefaultValue = CommandLine.Help.Visibility.NEVER,
            paramLabel = "DIR",
            description = "A model folder as the Hugging Face hub has it.")
    private Path folder = Path.of("");

    @Option(
            names = "--text",
            required = true,
            showDefaultValue = CommandLine.Help.Visibility.NEVER,
            paramLabel = "FILE",
            description = "The text, taken as it is.")
    private Path text = Path.of("");

    @Mixin
    private ComputingOptions options = new ComputingOptions();

    @Option(names = "--top", defaultValue = "10", paramLabel = "N", description = "How many tokens to show.")
    private int top;

    @Option(
            names = "--greedy",
            defaultValue = "0",
            paramLabel = "N",
            description = "How many tokens to go on greedily.")
    private int greedy;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        AtLeast.require(1, top, "--top");
        AtLeast.require(0, greedy, "--greedy");
        var prompt = TextFile.read(text);
        var checkpoint = Checkpoint.open(folder);
        try (var tokenizer = Tokenizer.openFor(folder, checkpoint.config());
                var model = LlamaModel.load(checkpoint.config(), checkpoint.tensors(), options.computing())) {
            var outlook = new NextTokens.Reader(tokenizer, model, checkpoint.config()).read(prompt, top, greedy);
            var out = spec.commandLine().getOut();
            out.println(json ? outlook.json() : outlook.text());
            out.flush();
        }
        return 0;
    }
}
