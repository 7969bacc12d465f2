package io.judgefleet.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.judgefleet.cli.console.Console;
import io.judgefleet.cli.console.ExitCode;
import io.judgefleet.cli.fleet.Aggregator;
import io.judgefleet.cli.fleet.ConnectionOptions;
import io.judgefleet.cli.fleet.Surroundings;
import io.judgefleet.cli.fleet.Uncounted;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code judgefleet metrics}: what is known of every judge and of every model under test. */
@Command(
        name = "metrics",
        mixinStandardHelpOptions = true,
        description =
                "Prints counts, swap consistency, position bias and agreement with labels of every judge and model.",
        footer = {
            "",
            "A * marks a figure of fewer than 30 observations; 'too few' stands for one of fewer than 5, a - for any other "
                    + "that has no value."
        })
public final class MetricsCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private final QueryOptions options = new QueryOptions();

    @Option(names = "--model", paramLabel = "MODEL", description = "Only this model under test.")
    private @Nullable String model;

    @Option(names = "--all", description = "Also print the figures of judges that are not shown by default.")
    private boolean isAll;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public MetricsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        var console =
                new Console(spec.commandLine().getOut(), spec.commandLine().getErr());
        try (var aggregator = new Aggregator(connection.connection(surroundings.environment()))) {
            if (options.isJson()) {
                console.results(aggregator.text(path(), options.query()));
            } else {
                print(aggregator.json(path(), options.query()), aggregator, console);
                if (!options.isCsv()) {
                    Uncounted.of(aggregator.json("/api/status", Map.of())).forEach(console::note);
                }
            }
        }
        return ExitCode.DONE;
    }

    private String path() {
        return model == null
                ? "/api/models"
                : "/api/models/"
                        + URLEncoder.encode(model, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private void print(JsonNode answer, Aggregator aggregator, Console console) {
        if (answer.path("judges").isEmpty()) {
            console.note(options.nothingFound());
        }
        if (options.isCsv()) {
            MetricsCsv.print(answer, console);
        } else {
            var tables = new MetricsTables(aggregator.json("/api/definitions", Map.of()), isAll);
            answer.path("judges").forEach(judge -> tables.print(answer, judge, console));
        }
    }
}
