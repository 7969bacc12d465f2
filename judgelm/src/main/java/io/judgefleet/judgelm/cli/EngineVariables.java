package io.judgefleet.judgelm.cli;

import io.judgefleet.console.EnvironmentTwins;
import io.judgefleet.metrics.text.NearestName;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The environment variables of the engine's commands: {@code JUDGEFLEET_TRAIN_STEPS} for {@code --steps} of {@code train}. */
final class EngineVariables {
    private static final String OURS = "JUDGEFLEET_";
    private static final List<String> COMMANDS = List.of("JUDGEFLEET_MODEL_", "JUDGEFLEET_TRAIN_");

    /**
     * Refuses a variable that resembles one of these and would otherwise be ignored silently.
     *
     * @throws ParameterException with the nearest known variable
     */
    static void requireKnown(CommandLine root, Map<String, String> environment) {
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
        command.getCommandSpec().options().forEach(option -> names.add(EnvironmentTwins.name(option)));
        command.getSubcommands().values().forEach(below -> addTwins(below, names));
    }

    private EngineVariables() {}
}
