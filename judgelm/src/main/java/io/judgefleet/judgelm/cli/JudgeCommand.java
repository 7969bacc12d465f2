package io.judgefleet.judgelm.cli;

import io.judgefleet.judgelm.Decoding;
import io.judgefleet.judgelm.JudgeSettings;
import io.judgefleet.judgelm.LlamaJudge;
import io.judgefleet.judgelm.cli.report.JudgementReport;
import io.judgefleet.judgelm.prompt.JudgeTask;
import io.judgefleet.judgelm.prompt.LengthPolicy;
import io.judgefleet.judgelm.prompt.MarkerPolicy;
import io.judgefleet.judgement.JudgingMode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

/** {@code judgefleet model judge}: one comparison, with everything that can be seen of it. */
@Command(
        name = "judge",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = "Judges one comparison in both orders; prints the prompt, both passes and what they come to.")
final class JudgeCommand implements Callable<Integer> {
    @Parameters(
            showDefaultValue = CommandLine.Help.Visibility.NEVER,
            paramLabel = "DIR",
            description = "A model folder as the Hugging Face hub has it.")
    private Path folder = Path.of("");

    @Option(
            names = "--question",
            required = true,
            showDefaultValue = CommandLine.Help.Visibility.NEVER,
            paramLabel = "FILE",
            description = "The question.")
    private Path question = Path.of("");

    @Option(
            names = "--answer",
            required = true,
            showDefaultValue = CommandLine.Help.Visibility.NEVER,
            paramLabel = "FILE",
            description = "An answer; give one for each.")
    private List<Path> answers = new ArrayList<>();

    @Option(names = "--reference", paramLabel = "FILE", description = "A reference answer.")
    private @Nullable Path reference;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            defaultValue = "pair",
            description = "What is judged: pair, single, multi, chat or multimodal.")
    private JudgingMode mode = JudgingMode.PAIR;

    @Mixin
    private ComputingOptions options = new ComputingOptions();

    @Option(names = "--constrained", description = "Allow the judge nothing but two scores.")
    private boolean constrained;

    @Option(
            names = "--reasons",
            defaultValue = "0",
            paramLabel = "N",
            description = "Let it explain in up to N tokens.")
    private int reasons;

    @Option(
            names = "--overlong",
            paramLabel = "HOW",
            defaultValue = "reject",
            description = "What to do with a prompt beyond the window: reject, truncate_left or truncate_right.")
    private LengthPolicy overlong = LengthPolicy.REJECT;

    @Option(
            names = "--markers",
            paramLabel = "HOW",
            defaultValue = "flag",
            description = "What to do with texts that imitate the prompt: neutralise, flag or reject.")
    private MarkerPolicy markers = MarkerPolicy.FLAG;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        var task = task();
        try (var judge = LlamaJudge.load(folder, settings())) {
            var prepared = judge.prepare(task);
            var passes = judge.judge(List.of(prepared)).getFirst();
            var out = spec.commandLine().getOut();
            new JudgementReport(judge.describe(), prepared, passes).print(out);
            out.flush();
        }
        return 0;
    }

    private JudgeTask task() throws IOException {
        var texts = new ArrayList<String>();
        for (var answer : answers) {
            texts.add(TextFile.read(answer));
        }
        var referenceText = reference == null ? Optional.<String>empty() : Optional.of(TextFile.read(reference));
        return new JudgeTask(mode, TextFile.read(question), texts, referenceText);
    }

    private JudgeSettings settings() {
        var settings = JudgeSettings.DEFAULT
                .withComputing(options.computing())
                .withOverlong(overlong)
                .withMarkers(markers)
                .withDecoding(constrained ? Decoding.CONSTRAINED_ARGMAX : Decoding.GREEDY);
        return reasons > 0 ? settings.withReasons(reasons) : settings;
    }
}
