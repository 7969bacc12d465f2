package io.judgefleet.cli.admin;

import io.judgefleet.cli.console.Console;
import io.judgefleet.cli.console.ExitCode;
import io.judgefleet.cli.fleet.ConnectionOptions;
import io.judgefleet.cli.fleet.Surroundings;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code judgefleet doctor}: looks at every part that a submission needs, and says what to do about those that fail. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Checks brokers, topics, schemas, the aggregator and a worker, and says what to do.")
public final class DoctorCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

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
                .examine(worker);
        findings.forEach(finding -> console.result(finding.line()));
        return exitCode(findings);
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
