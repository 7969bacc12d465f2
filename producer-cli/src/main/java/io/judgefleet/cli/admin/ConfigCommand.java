package io.judgefleet.cli.admin;

import io.judgefleet.cli.fleet.ConnectionOptions;
import io.judgefleet.cli.fleet.Secrets;
import io.judgefleet.cli.fleet.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code judgefleet config print}: what defaults, environment, file and options come to, without the secrets. */
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "print",
        description = "Shows the effective configuration.")
public final class ConfigCommand {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public ConfigCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Command(
            name = "print",
            mixinStandardHelpOptions = true,
            description = "Prints every setting that clients get; secrets are left out.")
    int print(@Mixin ConnectionOptions options) {
        var out = spec.commandLine().getOut();
        var connection = options.connection(surroundings.environment());
        connection.settings().forEach((name, value) -> out.println(name + "=" + redacted(name, value)));
        out.println("aggregator.url=" + connection.aggregator());
        connection.aggregatorToken().ifPresent(token -> out.println("aggregator.token=(hidden)"));
        return 0;
    }

    private static String redacted(String name, String value) {
        if (Secrets.isOne(name)) {
            return "(hidden)";
        }
        return value.replaceAll("(://)[^/@\\s]*@", "$1(hidden)@");
    }
}
