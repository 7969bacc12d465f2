package io.judgefleet.cli.admin;

import io.judgefleet.cli.console.CommandFailure;
import io.judgefleet.cli.console.Console;
import io.judgefleet.cli.console.ExitCode;
import io.judgefleet.cli.fleet.Connection;
import io.judgefleet.cli.fleet.ConnectionOptions;
import io.judgefleet.cli.fleet.Surroundings;
import io.judgefleet.schemas.TopicAdmin;
import io.judgefleet.schemas.TopicDifference;
import io.judgefleet.schemas.Topics;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
            description = "Prints what apply would do and what it would leave alone; changes nothing.")
    int plan(@Mixin ConnectionOptions connection) {
        plan(connection.connection(surroundings.environment()));
        return ExitCode.DONE;
    }

    @Command(
            name = "apply",
            mixinStandardHelpOptions = true,
            description = "Makes missing topics, raises limits, and deploys the schemas of their values.",
            footer = {
                "",
                "What would lose or move records is left alone and said. Another number of partitions",
                "than expected is a failure, another setting is not: somebody may have chosen it."
            })
    int apply(
            @Mixin ConnectionOptions connection,
            @Option(
                            names = "--replication-factor",
                            paramLabel = "N",
                            description = "Of new topics. Default: the cluster's own.")
                    @Nullable
                    Short replicationFactor,
            @Option(names = "--dry-run", description = "Only print what would be done.") boolean dryRun) {
        var reached = connection.connection(surroundings.environment());
        if (dryRun) {
            plan(reached);
            return new Schemas(reached, console()).check();
        }
        int topics = apply(reached, replicationFactor);
        int schemas = new Schemas(reached, console()).apply();
        return Math.max(topics, schemas);
    }

    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = "Fails when any topic differs from what the fleet needs.")
    int verify(@Mixin ConnectionOptions connection) {
        return plan(connection.connection(surroundings.environment())).isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private List<TopicDifference> plan(Connection connection) {
        try (var admin = surroundings.clients().admin(connection)) {
            var plan = new TopicAdmin(admin).plan(Topics.ALL);
            plan.forEach(difference ->
                    console().result((difference.isHarmless() ? "apply  " : "leave  ") + difference.description()));
            if (plan.isEmpty()) {
                console().result("%d topics are as they should be".formatted(Topics.ALL.size()));
            }
            return plan;
        }
    }

    private int apply(Connection connection, @Nullable Short replicationFactor) {
        try (var admin = surroundings.clients().admin(connection)) {
            var topics = new TopicAdmin(admin);
            var left = (replicationFactor == null ? topics : topics.withReplicationFactor(checked(replicationFactor)))
                    .apply(Topics.ALL);
            left.forEach(difference -> console().result("left as it is: " + difference.description()));
            console().result("%d topics applied".formatted(Topics.ALL.size()));
            return left.stream().anyMatch(TopicDifference.Partitions.class::isInstance)
                    ? ExitCode.FAILED
                    : ExitCode.DONE;
        }
    }

    private static short checked(short factor) {
        if (factor < 1) {
            throw new CommandFailure(ExitCode.USAGE, "expected a replication factor of 1 or more, found " + factor);
        }
        return factor;
    }

    private Console console() {
        return new Console(spec.commandLine().getOut(), spec.commandLine().getErr());
    }
}
