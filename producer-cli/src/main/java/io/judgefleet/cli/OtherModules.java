package io.judgefleet.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The commands of other modules, by name and first line: with them this module, whose class path is short, answers
 * {@code judgefleet --help} for all. The launcher starts the other module for the commands themselves.
 */
public final class OtherModules {
    private static final String DEPLOYABLE =
            "Runs %s until SIGTERM or Ctrl-C. It is configured by environment variables: see docs/configuration.md.";

    /** Adds them after the commands of this module. */
    public static void addTo(CommandLine root) {
        descriptions().forEach((name, description) -> root.addSubcommand(name, spec(name, description)));
    }

    private static Map<String, String> descriptions() {
        var descriptions = new LinkedHashMap<String, String>();
        descriptions.put(
                "demo", "Has the comparisons of a file judged by a fleet of its own, and prints the leaderboard.");
        descriptions.put(
                "local",
                "Runs broker, schema registry, worker and aggregator on loopback until Ctrl-C; their data stays.");
        descriptions.put("worker", DEPLOYABLE.formatted("a worker"));
        descriptions.put("aggregator", DEPLOYABLE.formatted("an aggregator"));
        descriptions.put(
                "model", "Shows, tries and examines a judge's model folder, and makes random ones and training data.");
        descriptions.put("train", "Fine-tunes a judge on teacher judgements in JudgeLM's format.");
        return descriptions;
    }

    private static CommandSpec spec(String name, String description) {
        var spec = CommandSpec.create().name(name);
        spec.usageMessage().description(description);
        return spec;
    }

    private OtherModules() {}
}
