package io.judgefleet.judgelm.cli;

import io.judgefleet.judgelm.Decoding;
import io.judgefleet.judgelm.JudgeSettings;
import io.judgefleet.judgelm.LlamaJudge;
import io.judgefleet.judgelm.cli.report.AttackReport;
import io.judgefleet.judgelm.prompt.Attack;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code judgefleet model attacks}: how well a judge withstands answers that address it instead of the question. */
@Command(
        name = "attacks",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = {
            "Sets known attacks against an honest answer and prints, for each family, how likely they win.",
            "Ties count half; both orders; once as they are, once with the template's markers rewritten."
        })
final class AttacksCommand implements Callable<Integer> {
    @Parameters(
            showDefaultValue = CommandLine.Help.Visibility.NEVER,
            paramLabel = "DIR",
            description = "A model folder as the Hugging Face hub has it.")
    private Path folder = Path.of("");

    @Mixin
    private ComputingOptions options = new ComputingOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var settings =
                JudgeSettings.DEFAULT.withComputing(options.computing()).withDecoding(Decoding.CONSTRAINED_ARGMAX);
        try (var judge = LlamaJudge.load(folder, settings)) {
            var out = spec.commandLine().getOut();
            out.printf(
                    "judge: %s (%s weights)%n",
                    judge.describe().name(), judge.describe().weightsOrigin());
            out.print(AttackReport.of(judge, Attack.all()).text());
            out.flush();
        }
        return 0;
    }
}
