package io.judgefleet.judgelm.cli;

import io.judgefleet.metrics.text.NearestName;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * Gives every option of the engine's commands its twin in the environment, as the other commands have them: {@code --steps} of
 * {@code train} is {@code JUDGEFLEET_TRAIN_STEPS}.
 */
record EnvironmentTwins(Map<String, String> environment) implements IDefaultValueProvider {
    private static final String OURS = "JUDGEFLEET_";
    private static final List<String> COMMANDS = List.of("JUDGEFLEET_MODEL_", "JUDGEFLEET_TRAIN_");

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        return argument instanceof OptionSpec option && !option.usageHelp() && !option.versionHelp()
                ? environment.get(name(option))
                : null;
    }

    /**
     * Refuses a variable that looks like an option of these commands and is none, for it would be left out in silence.
     *
     * @throws ParameterException that names it and the nearest twin
     */
    void requireKnown(CommandLine root) {
        var known = new TreeSet<String>();
        addTwins(root, known);
        environment.keySet().stream()
                .filter(name -> name.startsWith(OURS) && !known.contains(name))
                .filter(name -> COMMANDS.stream().anyMatch(name::startsWith)
                        || NearestName.of(name, known).isPresent())
                .sorted()
                .findFirst()
                .ifPresent(name -> {
                    throw new ParameterException(
                            root, "unknown environment variable %s%s".formatted(name, NearestName.hint(name, known)));
                });
    }

    private static void addTwins(CommandLine command, Collection<String> names) {
        command.getCommandSpec().options().forEach(option -> names.add(name(option)));
        command.getSubcommands().values().forEach(below -> addTwins(below, names));
    }

    private static String name(OptionSpec option) {
        var words =
                option.command().qualifiedName("_") + "_" + option.longestName().replaceFirst("^-+", "");
        return words.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
