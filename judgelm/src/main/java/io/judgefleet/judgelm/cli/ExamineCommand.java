package io.judgefleet.judgelm.cli;

import io.judgefleet.comparisons.input.InputFormat;
import io.judgefleet.judgelm.Decoding;
import io.judgefleet.judgelm.JudgeSettings;
import io.judgefleet.judgelm.LlamaJudge;
import io.judgefleet.judgelm.prompt.LengthPolicy;
import io.judgefleet.judgelm.training.ComparisonFile;
import io.judgefleet.judgelm.training.Examination;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code judgefleet model examine}: a judge's figures on labelled comparisons. */
@Command(
        name = "examine",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = {
            "Judges labelled comparisons in both orders; prints JudgeLM's figures.",
            "Reads what submit reads; exits with 3 where some lines were rejected."
        })
final class ExamineCommand implements Callable<Integer> {
    @Parameters(
            showDefaultValue = CommandLine.Help.Visibility.NEVER,
            index = "0",
            paramLabel = "DIR",
            description = "A model folder.")
    private Path folder = Path.of("");

    @Parameters(
            showDefaultValue = CommandLine.Help.Visibility.NEVER,
            index = "1",
            paramLabel = "FILE",
            description = "Labelled comparisons.")
    private Path file = Path.of("");

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}. Default: what the first object looks like.")
    private @Nullable InputFormat format;

    @Option(names = "--references", description = "Show references where there are any.")
    private boolean references;

    @Mixin
    private ComputingOptions options = new ComputingOptions();

    @Option(names = "--constrained", description = "Allow the judge nothing but two scores.")
    private boolean constrained;

    @Option(
            names = "--overlong",
            paramLabel = "HOW",
            defaultValue = "truncate_right",
            description = "What to do with a prompt beyond the window: reject, truncate_left or truncate_right.")
    private LengthPolicy overlong = LengthPolicy.TRUNCATE_RIGHT;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        var content = new ComparisonFile(file, Optional.ofNullable(format), references).read(Integer.MAX_VALUE);
        var err = spec.commandLine().getErr();
        Skips.print(content.skips(), err);
        var items = content.labelled();
        if (items.size() < content.entries().size()) {
            err.printf(
                    "%,d comparisons without a majority of labels left out%n",
                    content.entries().size() - items.size());
        }
        if (items.isEmpty()) {
            return nothing(content);
        }
        var settings = JudgeSettings.DEFAULT
                .withComputing(options.computing())
                .withOverlong(overlong)
                .withDecoding(constrained ? Decoding.CONSTRAINED_ARGMAX : Decoding.GREEDY);
        try (var judge = LlamaJudge.load(folder, settings)) {
            TrainProgress.print(Examination.of(judge, items), spec.commandLine().getOut());
        }
        return content.skips().isEmpty() ? 0 : Skips.REJECTED;
    }

    private int nothing(ComparisonFile.Content content) {
        if (content.skips().isEmpty()) {
            throw new IllegalArgumentException("expected labelled comparisons in %s, found none".formatted(file));
        }
        return Skips.REJECTED;
    }
}
