package io.judgefleet.local.fleet;

import io.judgefleet.aggregator.kafka.StartRefusedException;
import java.io.PrintWriter;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * What went wrong, in a line for the person who gave the command, and the exit code that it means.
 *
 * @param others knows what can go wrong in the commands of other modules
 */
public record Failures(IExecutionExceptionHandler others) implements IExecutionExceptionHandler {
    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final int INTERRUPTED = 130;

    /** What a person can cause ends with its message alone; only a fault of ours shows where it happened. */
    @Override
    public int handleExecutionException(Exception thrown, CommandLine command, ParseResult parsed) throws Exception {
        return switch (thrown) {
            case FolderInUseException e -> say(e.getMessage(), FAILED, command.getErr());
            case PortTakenException e -> say(e.getMessage(), FAILED, command.getErr());
            case StartFailedException e -> say(e.getMessage(), FAILED, command.getErr());
            case StartRefusedException e -> say(e.getMessage(), FAILED, command.getErr());
            case CancellationException e -> say(e.getMessage(), INTERRUPTED, command.getErr());
            case IllegalArgumentException e -> say(e.getMessage(), USAGE, command.getErr());
            default -> others.handleExecutionException(thrown, command, parsed);
        };
    }

    /** What a fleet died of, and 1. */
    public static int fleetFailed(Fleet fleet, String reason, PrintWriter err) {
        var logs = fleet.settings().data().log("worker").getParent();
        return say("%s; the logs are in %s".formatted(reason, logs), FAILED, err);
    }

    /** A line of its own on the console, for what happens while a fleet runs. */
    public static void news(String line, PrintWriter err) {
        say(line, FAILED, err);
    }

    private static int say(@Nullable String message, int exitCode, PrintWriter err) {
        err.println("judgefleet: " + message);
        err.flush();
        return exitCode;
    }
}
