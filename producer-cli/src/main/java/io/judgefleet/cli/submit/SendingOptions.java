package io.judgefleet.cli.submit;

import io.judgefleet.cli.console.CommandFailure;
import io.judgefleet.cli.console.ExitCode;
import io.judgefleet.cli.console.TimeWords;
import io.judgefleet.cli.submit.sending.RateLimit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how requests are sent, what is remembered, and what is said meanwhile. */
final class SendingOptions {
    @Option(
            names = "--rate",
            paramLabel = "N/s",
            converter = RateLimit.Converter.class,
            description = "Send no more than N requests a second.")
    private double rate = Double.POSITIVE_INFINITY;

    @Option(
            names = "--max-in-flight",
            defaultValue = "1000",
            paramLabel = "N",
            description = "Records under way at a time. Default: ${DEFAULT-VALUE}.")
    private int maxInFlight = 1000;

    @Option(
            names = "--dry-run",
            description = "Check everything, show what would be sent, send nothing; needs no server.")
    private boolean dryRun;

    @Option(names = "--resubmit", description = "Submit even what is already judged.")
    private boolean resubmit;

    @Option(
            names = "--resume",
            paramLabel = "STATEFILE",
            description = "Remember in this file what was sent, so that the same command can be given again at any time"
                    + " and sends nothing twice.")
    private @Nullable Path resume;

    @Option(names = "--wait", description = "Wait until every request has a verdict or is a dead letter.")
    private boolean wait;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            description = "Wait no longer, such as 90s, 15m or 2h. Default: as long as it takes.")
    private @Nullable String timeout;

    @Option(
            names = "--broker-timeout",
            defaultValue = "1m",
            paramLabel = "DURATION",
            description =
                    "How long brokers that do not answer are waited for, before the first record and while records"
                            + " are under way. Default: ${DEFAULT-VALUE}.")
    private String brokerTimeout = "1m";

    @Option(
            names = {"-q", "--quiet"},
            description = "No progress and no summary.")
    private boolean quiet;

    @Option(names = "--json", description = "Print the summary as one line of JSON to standard output.")
    private boolean json;

    void check() {
        if (maxInFlight < 1) {
            throw usage("expected --max-in-flight of 1 or more, found " + maxInFlight);
        }
        if (timeout != null && !wait) {
            throw usage("expected --wait beside --timeout");
        }
        timeout();
        brokerTimeout();
    }

    RateLimit rateLimit() {
        return new RateLimit(rate, System::nanoTime);
    }

    int maxInFlight() {
        return maxInFlight;
    }

    boolean isDryRun() {
        return dryRun;
    }

    boolean isResubmitting() {
        return resubmit;
    }

    Optional<Path> stateFile() {
        return Optional.ofNullable(resume);
    }

    boolean isWaiting() {
        return wait;
    }

    Optional<Duration> timeout() {
        return Optional.ofNullable(timeout).map(TimeWords::duration);
    }

    Duration brokerTimeout() {
        return TimeWords.duration(brokerTimeout);
    }

    boolean isQuiet() {
        return quiet;
    }

    boolean isJson() {
        return json;
    }

    private static CommandFailure usage(String message) {
        return new CommandFailure(ExitCode.USAGE, message);
    }
}
