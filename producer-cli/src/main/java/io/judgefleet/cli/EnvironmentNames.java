package io.judgefleet.cli;

import io.judgefleet.cli.fleet.ConnectionOptions;
import io.judgefleet.console.EnvironmentTwins;
import io.judgefleet.metrics.text.NearestName;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** The variables of the environment that commands read; a misspelt one is refused, for it would be left out in silence. */
final class EnvironmentNames {
    private static final String OURS = "JUDGEFLEET_";

    /** Of worker and aggregator, whose properties have variables of their own, of commands of other modules, of Kafka's clients and of images. */
    private static final List<String> NAMESPACES = List.of(
            "JUDGEFLEET_KAFKA_",
            "JUDGEFLEET_WORKER_",
            "JUDGEFLEET_AGGREGATOR_",
            "JUDGEFLEET_HTTP_",
            "JUDGEFLEET_REGISTRY_",
            "JUDGEFLEET_LOCAL_",
            "JUDGEFLEET_DEMO_",
            "JUDGEFLEET_MODEL_",
            "JUDGEFLEET_TRAIN_");

    /** Of the launcher, the tests and the engine's programs. */
    private static final Set<String> OTHERS =
            Set.of("JUDGEFLEET_JAVA_OPTS", "JUDGEFLEET_DATA", "JUDGEFLEET_PYTHON", "JUDGEFLEET_HOME");

    /**
     * Checks every variable of ours.
     *
     * @throws ParameterException that names the first unknown one and the nearest known one
     */
    static void requireKnown(Collection<String> variables, CommandLine root) {
        var known = new TreeSet<>(ConnectionOptions.VARIABLES);
        known.addAll(OTHERS);
        addTwins(root, known);
        variables.stream()
                .filter(name -> name.startsWith(OURS) && !known.contains(name))
                .filter(name ->
                        !isOfAnother(name) || NearestName.of(name, known).isPresent())
                .sorted()
                .findFirst()
                .ifPresent(name -> {
                    throw new ParameterException(
                            root, "unknown environment variable %s%s".formatted(name, NearestName.hint(name, known)));
                });
    }

    private static boolean isOfAnother(String name) {
        return NAMESPACES.stream().anyMatch(name::startsWith);
    }

    private static void addTwins(CommandLine command, Set<String> names) {
        for (OptionSpec option : command.getCommandSpec().options()) {
            names.add(EnvironmentTwins.name(option));
        }
        command.getSubcommands().values().forEach(below -> addTwins(below, names));
    }

    private EnvironmentNames() {}
}
