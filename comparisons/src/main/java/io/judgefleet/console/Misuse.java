package io.judgefleet.console;

import io.judgefleet.metrics.text.NearestName;
import io.judgefleet.metrics.text.OptionFault;
import io.judgefleet.metrics.text.VisibleText;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Prints two lines about a command with wrong usage: what was expected and found, and how to print the help. */
public final class Misuse implements IParameterExceptionHandler {
    private static final int WRONG_USAGE = 2;

    @Override
    public int handleParseException(ParameterException thrown, String[] words) {
        var command = thrown.getCommandLine();
        var err = command.getErr();
        err.print("judgefleet: " + VisibleText.of(reason(thrown, command, words)) + "\n");
        err.print("see %s --help\n".formatted(command.getCommandSpec().qualifiedName(" ")));
        err.flush();
        return WRONG_USAGE;
    }

    /** Refuses arguments that no command or option takes, also beside {@code --help}, where picocli ignores them. */
    public static void requireMatched(CommandLine.ParseResult parsed) {
        for (var part = parsed; part != null; part = part.subcommand()) {
            if (!part.unmatched().isEmpty()) {
                throw new UnmatchedArgumentException(part.commandSpec().commandLine(), part.unmatched());
            }
        }
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
                        .formatted(commands(command).collect(Collectors.joining(", ")))
                : OptionFault.of(message);
    }

    private static String unmatched(String word, CommandLine command) {
        var name = command.getCommandSpec().qualifiedName(" ");
        if (word.startsWith("-")) {
            return "%s has no option %s%s".formatted(name, word, hint(word, options(command)));
        }
        return command.getSubcommands().isEmpty()
                ? "%s takes no more arguments, found \"%s\"".formatted(name, word)
                : "%s has no command %s%s"
                        .formatted(name, word, hint(word, commands(command).toList()));
    }

    /** An option that neither the command nor a parent has: a better reason than a missing argument beside it. */
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

    private static String hint(String word, Collection<String> names) {
        return NearestName.hint(word.replaceFirst("=.*", ""), names);
    }

    private static Set<String> options(CommandLine command) {
        return command.getCommandSpec().optionsMap().keySet();
    }

    private static Stream<String> commands(CommandLine command) {
        return command.getSubcommands().keySet().stream().sorted();
    }
}
