package io.judgefleet.cli.submit;

import io.judgefleet.cli.console.CommandFailure;
import io.judgefleet.cli.console.Console;
import io.judgefleet.cli.console.ExitCode;
import io.judgefleet.cli.console.Progress;
import io.judgefleet.cli.fleet.ConnectionOptions;
import io.judgefleet.cli.fleet.Surroundings;
import io.judgefleet.cli.submit.requests.RequestMaker;
import io.judgefleet.schemas.topics.FleetPrefix;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code judgefleet submit}: comparisons in, requests and labels on their topics. */
@Command(
        name = "submit",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Submits comparisons to the judges, and the labels beside them to the metrics.",
            "Invalid lines are reported with line number and reason; all other lines are submitted."
        },
        footer = {
            "",
            "Exit codes: 0 all is sent, 1 failed, 2 wrong usage, 3 sent, but some lines were rejected, "
                    + "4 unreachable, 5 some requests were not delivered or are dead letters, 6 --wait timed out, 130 interrupted."
        })
public final class SubmitCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final InputOptions input = new InputOptions();

    @Mixin
    private final RequestOptions requests = new RequestOptions();

    @Mixin
    private final SendingOptions sending = new SendingOptions();

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public SubmitCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        var console =
                new Console(spec.commandLine().getOut(), spec.commandLine().getErr());
        var period = period();
        return period.isPresent() ? rounds(period.get(), console) : submit(console);
    }

    private int rounds(Duration period, Console console) throws IOException {
        var interruption = surroundings.interruption();
        return new CanaryRounds(period, surroundings.clock(), interruption::isRequestedWithin, console)
                .run(() -> submit(console));
    }

    private int submit(Console console) throws IOException {
        var reached = connection.connection(surroundings.environment());
        var maker = makerOf(reached.prefix());
        var progress = new Progress(console.err(), surroundings.clock(), surroundings.isTerminal(), sending.isQuiet());
        var settings = new SubmitRun.Settings(input, maker, sending);
        try (var invalid = InvalidLines.open(input.onInvalid(), console, progress)) {
            var run = new SubmitRun(settings, surroundings, console, progress, invalid);
            return sending.isDryRun() ? run.dryRun(reached.prefix()) : run.submit(reached);
        }
    }

    private Optional<Duration> period() {
        var period = requests.period();
        if (period.isPresent() && input.isStandardInput()) {
            throw new CommandFailure(ExitCode.USAGE, "expected files with --every: standard input can be read once");
        }
        if (period.isPresent() && (sending.stateFile().isPresent() || sending.isDryRun())) {
            throw new CommandFailure(ExitCode.USAGE, "expected --every without --resume and --dry-run");
        }
        return period;
    }

    /** Checks all options before anything is opened. */
    private RequestMaker makerOf(FleetPrefix prefix) {
        try {
            sending.check();
            input.selection();
            input.settings(surroundings.clock().instant());
            return requests.maker(surroundings.clock().instant(), prefix);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        }
    }
}
