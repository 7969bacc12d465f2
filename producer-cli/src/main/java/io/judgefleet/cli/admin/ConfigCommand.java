package io.judgefleet.cli.admin;

import io.judgefleet.cli.console.Console;
import io.judgefleet.cli.console.ExitCode;
import io.judgefleet.cli.console.Json;
import io.judgefleet.cli.fleet.Connection;
import io.judgefleet.cli.fleet.ConnectionOptions;
import io.judgefleet.cli.fleet.Surroundings;
import io.judgefleet.schemas.topics.Secrets;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code judgefleet config print}: the settings that defaults, environment, file and options result in, without the secrets. */
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "print",
        description = "Shows the effective configuration.")
public final class ConfigCommand {
    private static final String HIDDEN = "(hidden)";

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public ConfigCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Command(
            name = "print",
            mixinStandardHelpOptions = true,
            description = "Prints every setting of this command's clients; secrets are hidden.")
    int print(
            @Mixin ConnectionOptions options,
            @Option(names = "--json", description = "Print one line of JSON.") boolean json) {
        var console =
                new Console(spec.commandLine().getOut(), spec.commandLine().getErr());
        var settings = settings(options.connection(surroundings.environment()));
        if (json) {
            console.result(Json.line(settings));
        } else {
            settings.forEach((name, value) -> console.result(name + "=" + value));
        }
        return ExitCode.DONE;
    }

    private static Map<String, String> settings(Connection connection) {
        var settings = new LinkedHashMap<String, String>();
        connection.settings().forEach((name, value) -> settings.put(name, redacted(name, value)));
        settings.put("aggregator.url", connection.aggregator().toString());
        connection.aggregatorToken().ifPresent(token -> settings.put("aggregator.token", HIDDEN));
        return settings;
    }

    private static String redacted(String name, String value) {
        if (Secrets.isOne(name)) {
            return HIDDEN;
        }
        return value.replaceAll("(://)[^/@\\s]*@", "$1(hidden)@");
    }
}
