package io.judgefleet.judgelm.cli;

import io.judgefleet.judgelm.Decoding;
import io.judgefleet.judgelm.JudgeSettings;
import io.judgefleet.judgelm.LlamaJudge;
import io.judgefleet.judgelm.NonFiniteLogitsException;
import io.judgefleet.judgelm.cli.report.AgreementReport;
import io.judgefleet.judgelm.inference.Computing;
import io.judgefleet.judgelm.prompt.JudgeTask;
import io.judgefleet.judgelm.prompt.LengthPolicy;
import io.judgefleet.judgelm.training.ComparisonFile;
import io.judgefleet.judgement.Pass;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code judgefleet model agreement}: whether a cheaper way of computing judges like single precision; a gate for using it. */
@Command(
        name = "agreement",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = {
            "Judges comparisons in single precision and in another way, and prints how far both agree.",
            "Exits with 1 where they agree less often than they must, with 3 where some lines were rejected."
        })
final class AgreementCommand implements Callable<Integer> {
    private static final int DISAGREES = 1;

    @Parameters(
            showDefaultValue = CommandLine.Help.Visibility.NEVER,
            paramLabel = "DIR",
            description = "A model folder as the Hugging Face hub has it.")
    private Path folder = Path.of("");

    @Option(
            names = "--input",
            required = true,
            showDefaultValue = CommandLine.Help.Visibility.NEVER,
            paramLabel = "FILE",
            description = "Comparisons, as submit reads them.")
    private Path input = Path.of("");

    @Option(names = "--limit", defaultValue = "100", paramLabel = "N", description = "How many of them to judge.")
    private int limit;

    @Option(
            names = "--least",
            defaultValue = "0.95",
            paramLabel = "SHARE",
            description = "The share of passes that must have the same preference.")
    private double least;

    @Mixin
    private ComputingOptions options = new ComputingOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        AtLeast.require(1, limit, "--limit");
        var content = new ComparisonFile(input, Optional.empty(), false).read(limit);
        Skips.print(content.skips(), spec.commandLine().getErr());
        var tasks = content.tasks();
        if (tasks.isEmpty() && content.skips().isEmpty()) {
            throw new IllegalArgumentException("expected comparisons in %s, found none".formatted(input));
        }
        if (tasks.isEmpty()) {
            return Skips.REJECTED;
        }
        var report = AgreementReport.of(judged(tasks, Computing.DEFAULT), judged(tasks, options.computing()));
        var out = spec.commandLine().getOut();
        out.println(report.json());
        out.flush();
        if (report.preferences() < least) {
            return DISAGREES;
        }
        return content.skips().isEmpty() ? 0 : Skips.REJECTED;
    }

    private List<Pass> judged(List<JudgeTask> tasks, Computing computing) {
        // The distribution is what is compared, and greedy text of an untrained judge has no scores.
        var settings = JudgeSettings.DEFAULT
                .withComputing(computing)
                .withDecoding(Decoding.CONSTRAINED_ARGMAX)
                .withOverlong(LengthPolicy.TRUNCATE_RIGHT);
        try (var judge = LlamaJudge.load(folder, settings)) {
            return judge.judge(tasks.stream().map(judge::prepare).toList()).stream()
                    .flatMap(List::stream)
                    .map(NonFiniteLogitsException::requireFinite)
                    .toList();
        }
    }
}
