package io.judgefleet.cli.admin;

import io.judgefleet.cli.console.Console;
import io.judgefleet.cli.fleet.ConnectionOptions;
import io.judgefleet.cli.fleet.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code judgefleet schemas}: compares the registry's subjects with our schemas, and deploys compatible ones. */
@Command(
        name = "schemas",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "check|apply",
        description = "Compares the schema registry with the schemas that the fleet writes.")
public final class SchemasCommand {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public SchemasCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description =
                    "Prints the state of every subject; fails when a schema is incompatible with an older version.")
    int check(
            @Mixin ConnectionOptions connection,
            @Option(names = "--json", description = "Print one line of JSON.") boolean json) {
        return schemas(connection).check(json);
    }

    @Command(
            name = "apply",
            mixinStandardHelpOptions = true,
            description = "Deploys every schema and sets its subject to full transitive compatibility.")
    int apply(
            @Mixin ConnectionOptions connection,
            @Option(names = "--dry-run", description = "Only print what would be done.") boolean dryRun,
            @Option(names = "--json", description = "Print one line of JSON.") boolean json) {
        return dryRun ? schemas(connection).check(json) : schemas(connection).apply(json);
    }

    private Schemas schemas(ConnectionOptions connection) {
        return new Schemas(
                connection.connection(surroundings.environment()),
                new Console(spec.commandLine().getOut(), spec.commandLine().getErr()));
    }
}
