package io.judgefleet.judgelm.cli;

import io.judgefleet.judgelm.Decoding;
import io.judgefleet.judgelm.JudgeSettings;
import io.judgefleet.judgelm.LlamaJudge;
import io.judgefleet.judgelm.checkpoint.DType;
import io.judgefleet.judgelm.prompt.LengthPolicy;
import io.judgefleet.judgelm.training.Examination;
import io.judgefleet.judgelm.training.LabelledFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code judgefleet model examine}: a judge's figures on labelled comparisons. */
@Command(
        name = "examine",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = "Judges labelled comparisons in both orders; prints JudgeLM's figures.")
final class ExamineCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "DIR", description = "A model folder.")
    private Path folder = Path.of("");

    @Parameters(index = "1", paramLabel = "FILE", description = "Labelled comparisons.")
    private Path file = Path.of("");

    @Option(names = "--format", defaultValue = "comparisons", description = "One of ${COMPLETION-CANDIDATES}.")
    private LabelledFile format = LabelledFile.COMPARISONS;

    @Option(names = "--references", description = "Show references where there are any.")
    private boolean references;

    @Option(names = "--dtype", defaultValue = "fp32", description = "The type in which to compute: fp32 or bf16.")
    private DType dtype = DType.FP32;

    @Option(names = "--constrained", description = "Allow the judge nothing but two scores.")
    private boolean constrained;

    @Option(
            names = "--overlong",
            defaultValue = "truncate_right",
            description = "What to do with a prompt beyond the window: ${COMPLETION-CANDIDATES}.")
    private LengthPolicy overlong = LengthPolicy.TRUNCATE_RIGHT;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        var items = format.read(file, references);
        var settings = JudgeSettings.DEFAULT
                .withDtype(dtype)
                .withOverlong(overlong)
                .withDecoding(constrained ? Decoding.CONSTRAINED_ARGMAX : Decoding.GREEDY);
        try (var judge = LlamaJudge.load(folder, settings)) {
            TrainProgress.print(Examination.of(judge, items), spec.commandLine().getOut());
        }
        return 0;
    }
}
