package io.judgefleet.judgelm.cli;

import io.judgefleet.metrics.text.NearestName;
import io.judgefleet.metrics.text.OptionFault;
import io.judgefleet.metrics.text.VisibleText;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Two lines about a command of the engine that cannot be understood: what was found, and where the help is. */
final class Misuse {
    private static final int WRONG_USAGE = 2;

    static int print(ParameterException thrown, String[] words) {
        var command = thrown.getCommandLine();
        var err = command.getErr();
        err.println("judgefleet: " + VisibleText.of(reason(thrown, command, words)));
        err.println("see %s --help".formatted(command.getCommandSpec().qualifiedName(" ")));
        err.flush();
        return WRONG_USAGE;
    }

    /** Runs the command, unless there are words that it does not take, which picocli overlooks beside {@code --help}. */
    static int execute(ParseResult parsed, EnvironmentTwins twins) {
        for (var part = parsed; part != null; part = part.subcommand()) {
            if (!part.unmatched().isEmpty()) {
                throw new UnmatchedArgumentException(part.commandSpec().commandLine(), part.unmatched());
            }
        }
        var help = CommandLine.executeHelpRequest(parsed);
        if (help != null) {
            return help;
        }
        twins.requireKnown(parsed.commandSpec().commandLine());
        return new CommandLine.RunLast().execute(parsed);
    }

    private static String reason(ParameterException thrown, CommandLine command, String[] words) {
        var unknown = unknownOption(command, words);
        if (thrown instanceof MissingParameterException && unknown.isPresent()) {
            return unmatched(unknown.get(), command);
        }
        if (thrown instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched.getUnmatched().getFirst(), command);
        }
        var message = String.valueOf(thrown.getMessage());
        return message.equals("Missing required subcommand")
                ? "expected a command, one of %s, found none"
                        .formatted(String.join(
                                ", ", new TreeSet<>(command.getSubcommands().keySet())))
                : OptionFault.of(message);
    }

    private static String unmatched(String word, CommandLine command) {
        boolean isOption = word.startsWith("-");
        var names = isOption
                ? command.getCommandSpec().optionsMap().keySet()
                : command.getSubcommands().keySet();
        return "%s has no %s %s%s"
                .formatted(
                        command.getCommandSpec().qualifiedName(" "),
                        isOption ? "option" : names.isEmpty() ? "further argument" : "command",
                        word,
                        NearestName.hint(word.replaceFirst("=.*", ""), names));
    }

    /** An option that neither the command nor one above it has: it says more than what is missing beside it. */
    private static Optional<String> unknownOption(CommandLine command, String[] words) {
        return Arrays.stream(words)
                .filter(word -> word.length() > 2 && word.startsWith("--"))
                .filter(word -> !isKnown(word.replaceFirst("=.*", ""), command))
                .findFirst();
    }

    private static boolean isKnown(String option, @Nullable CommandLine command) {
        return command != null
                && (command.getCommandSpec().optionsMap().containsKey(option) || isKnown(option, command.getParent()));
    }

    private Misuse() {}
}
