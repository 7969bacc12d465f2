package io.judgefleet.judgelm.cli;

import io.judgefleet.comparisons.input.OutputFile;
import io.judgefleet.judgelm.training.data.ReviewFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code judgefleet model reviews}: reviews in FastChat's layout as data for {@code judgefleet train}. */
@Command(
        name = "reviews",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = {
            "Turns a folder of questions, answers and GPT-4's reviews in FastChat's layout into training data.",
            "Exits with 3 where some lines were rejected."
        })
final class ReviewsCommand implements Callable<Integer> {
    @Parameters(
            showDefaultValue = CommandLine.Help.Visibility.NEVER,
            index = "0",
            paramLabel = "DIR",
            description = "The folder of reviews.")
    private Path folder = Path.of("");

    @Parameters(
            showDefaultValue = CommandLine.Help.Visibility.NEVER,
            index = "1",
            paramLabel = "FILE",
            description = "The training data to write.")
    private Path output = Path.of("");

    @Option(
            names = "--reviewer",
            split = ",",
            defaultValue = "1,gpt-4-0328-generic",
            paramLabel = "ID",
            description =
                    "Whose reviews to take. Those of the default were made with the general prompt, which is JudgeLM's.")
    private List<String> reviewers = new ArrayList<>();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        var err = spec.commandLine().getErr();
        try (var out = OutputFile.lines(output, List.of("review_id", "question_body", "text"))) {
            var left = new ReviewFolder(folder, reviewers).convert(out);
            Skips.print(left.rejected(), err);
            err.printf(
                    "%,d lines rejected, %,d reviews by others left out%n",
                    left.rejected().size(), left.byOthers());
            return left.rejected().isEmpty() ? 0 : Skips.REJECTED;
        }
    }
}
