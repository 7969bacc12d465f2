package io.judgefleet.cli.admin;

import io.judgefleet.cli.console.Console;
import io.judgefleet.cli.console.ExitCode;
import io.judgefleet.cli.console.Json;
import io.judgefleet.cli.fleet.ConnectionOptions;
import io.judgefleet.cli.fleet.Surroundings;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code judgefleet doctor}: looks at every part that a submission needs, and prints how to mend those that fail. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Checks brokers, topics, schemas, workers and the aggregator, and prints how to mend what fails.")
public final class DoctorCommand implements Callable<Integer> {
    private static final String DEFAULT_PROFILE = "judgelm";

    private final Surroundings surroundings;

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Option(
            names = {"-p", "--profile"},
            paramLabel = "PROFILE",
            description = "Fail unless a worker of this judge profile is running. Default: warn where there is none of "
                    + DEFAULT_PROFILE + ".")
    private @Nullable String profile;

    @Option(names = "--json", description = "Print one line of JSON.")
    private boolean json;

    @Option(names = "--worker-url", paramLabel = "URL", description = "A worker, such as http://127.0.0.1:8082.")
    private @Nullable URI worker;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public DoctorCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        var console =
                new Console(spec.commandLine().getOut(), spec.commandLine().getErr());
        var findings = new Examination(connection.connection(surroundings.environment()), surroundings.clients())
                .examine(new Examination.Workers(profile == null ? DEFAULT_PROFILE : profile, profile != null), worker);
        int exitCode = exitCode(findings);
        if (json) {
            console.result(Json.line(new TreeMap<>(
                    Map.of("findings", findings.stream().map(Finding::toMap).toList(), "exitCode", exitCode))));
        } else {
            findings.stream().flatMap(finding -> finding.lines().stream()).forEach(console::result);
        }
        return exitCode;
    }

    private static int exitCode(List<Finding> findings) {
        if (findings.stream().anyMatch(finding -> finding.state() == Finding.State.UNREACHABLE)) {
            return ExitCode.UNREACHABLE;
        }
        return findings.stream().anyMatch(finding -> finding.state() == Finding.State.FAIL)
                ? ExitCode.FAILED
                : ExitCode.DONE;
    }
}
