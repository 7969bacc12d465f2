package io.judgefleet.cli.admin;

import io.judgefleet.cli.console.Console;
import io.judgefleet.cli.console.ExitCode;
import io.judgefleet.cli.console.Json;
import io.judgefleet.cli.fleet.Connection;
import io.judgefleet.cli.fleet.ConnectionOptions;
import io.judgefleet.cli.fleet.Surroundings;
import io.judgefleet.schemas.topics.TopicAdmin;
import io.judgefleet.schemas.topics.TopicDifference;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code judgefleet topics}: compares the cluster's topics with those of the fleet, and makes them right. */
@Command(
        name = "topics",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "plan|apply|verify",
        description = "Compares the cluster's topics with those that the fleet needs.")
public final class TopicsCommand {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public TopicsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Command(
            name = "plan",
            mixinStandardHelpOptions = true,
            description = "Prints what apply would change and what it would leave unchanged; changes nothing.")
    int plan(
            @Mixin ConnectionOptions connection,
            @Mixin ReplicationOptions replication,
            @Option(names = "--json", description = "Print one line of JSON.") boolean json) {
        plan(connection.connection(surroundings.environment()), replication, json);
        return ExitCode.DONE;
    }

    @Command(
            name = "apply",
            mixinStandardHelpOptions = true,
            description = "Creates missing topics, raises limits, and deploys the schemas of their values.",
            footer = {
                "",
                "Changes that would delete or repartition records, or move replicas, are reported, not applied. "
                        + "Another number of partitions than expected is a failure; other differences are not, for an "
                        + "operator may have chosen them."
            })
    int apply(
            @Mixin ConnectionOptions connection,
            @Mixin ReplicationOptions replication,
            @Option(names = "--dry-run", description = "Only print what would be done.") boolean dryRun) {
        var reached = connection.connection(surroundings.environment());
        if (dryRun) {
            plan(reached, replication, false);
            return new Schemas(reached, console()).check(false);
        }
        int topics = apply(reached, replication);
        int schemas = new Schemas(reached, console()).apply(false);
        return Math.max(topics, schemas);
    }

    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = "Fails when any topic differs from what the fleet needs.")
    int verify(
            @Mixin ConnectionOptions connection,
            @Mixin ReplicationOptions replication,
            @Option(names = "--json", description = "Print one line of JSON.") boolean json) {
        var plan = plan(connection.connection(surroundings.environment()), replication, json);
        return plan.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private List<TopicDifference> plan(Connection connection, ReplicationOptions replication, boolean json) {
        try (var admin = surroundings.clients().admin(connection)) {
            var topics = connection.prefix().topics();
            var plan = replication.on(new TopicAdmin(admin)).plan(topics);
            if (json) {
                console()
                        .result(Json.line(new TreeMap<>(Map.of(
                                "topics",
                                topics.size(),
                                "differences",
                                plan.stream().map(TopicsCommand::toMap).toList()))));
                return plan;
            }
            plan.forEach(difference -> console().result(action(difference) + "  " + difference.description()));
            if (plan.isEmpty()) {
                console().result("%d topics are as they should be".formatted(topics.size()));
            }
            return plan;
        }
    }

    private int apply(Connection connection, ReplicationOptions replication) {
        try (var admin = surroundings.clients().admin(connection)) {
            var topics = connection.prefix().topics();
            var left = replication.on(new TopicAdmin(admin)).apply(topics);
            left.forEach(difference -> console().result("left unchanged: " + difference.description()));
            console().result("%d topics applied".formatted(topics.size()));
            return left.stream().anyMatch(TopicDifference.Partitions.class::isInstance)
                    ? ExitCode.FAILED
                    : ExitCode.DONE;
        }
    }

    private static Map<String, String> toMap(TopicDifference difference) {
        return new TreeMap<>(Map.of(
                "topic", difference.topicName(),
                "action", action(difference),
                "difference", difference.description()));
    }

    private static String action(TopicDifference difference) {
        return difference.isHarmless() ? "apply" : "leave";
    }

    private Console console() {
        return new Console(spec.commandLine().getOut(), spec.commandLine().getErr());
    }
}
