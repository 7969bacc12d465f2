package io.judgefleet.judgelm.cli;

import io.judgefleet.console.EnvironmentTwins;
import io.judgefleet.console.Misuse;
import io.judgefleet.judgelm.NonFiniteLogitsException;
import io.judgefleet.judgelm.checkpoint.files.CheckpointException;
import io.judgefleet.judgelm.inference.ModelUnavailableException;
import io.judgefleet.judgelm.prompt.PromptTooLongException;
import io.judgefleet.metrics.text.VisibleText;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/** The part of the {@code judgefleet} command that has the engine. */
@Command(
        name = "judgefleet",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ModelCommand.class, TrainCommand.class})
final class JudgefleetCommand {
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;

    /** What a person can cause ends with its message alone; only a fault of ours shows where it happened. */
    static CommandLine commandLine() {
        return commandLine(System.getenv());
    }

    static CommandLine commandLine(Map<String, String> environment) {
        return new CommandLine(new JudgefleetCommand())
                .setDefaultValueProvider(new EnvironmentTwins(environment))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(new Misuse())
                .setExecutionStrategy(parsed -> execute(parsed, environment))
                .setExecutionExceptionHandler((thrown, command, parsed) -> report(thrown, command));
    }

    private static int execute(ParseResult parsed, Map<String, String> environment) {
        Misuse.requireMatched(parsed);
        var help = CommandLine.executeHelpRequest(parsed);
        if (help != null) {
            return help;
        }
        EngineVariables.requireKnown(parsed.commandSpec().commandLine(), environment);
        return new CommandLine.RunLast().execute(parsed);
    }

    private static int report(Exception thrown, CommandLine command) throws Exception {
        return switch (thrown) {
            case CheckpointException e -> say(e.getMessage(), FAILED, command);
            case PromptTooLongException e -> say(e.getMessage(), FAILED, command);
            case ModelUnavailableException e -> say(e.getMessage(), FAILED, command);
            case NonFiniteLogitsException e -> say(e.getMessage(), FAILED, command);
            case NoSuchFileException e -> say("no such file: " + e.getFile(), FAILED, command);
            case AccessDeniedException e -> say("no access to the file " + e.getFile(), FAILED, command);
            case IOException e -> say("cannot read or write: " + e.getMessage(), FAILED, command);
            case IllegalArgumentException e -> say(e.getMessage(), WRONG_USAGE, command);
            default -> throw thrown;
        };
    }

    private static int say(@Nullable String message, int exitCode, CommandLine command) {
        command.getErr().println("judgefleet: " + VisibleText.of(String.valueOf(message)));
        return exitCode;
    }
}
