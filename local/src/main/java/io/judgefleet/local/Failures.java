package io.judgefleet.local;

import io.judgefleet.aggregator.StartRefusedException;
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
record Failures(IExecutionExceptionHandler others) implements IExecutionExceptionHandler {
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

    /** 0 for a fleet that was asked to end, else what it died of and 1. */
    static int exitCode(Fleet fleet, PrintWriter err) {
        return fleet.failure().isDone()
                ? say(
                        "%s; the logs are in %s"
                                .formatted(
                                        fleet.failure().join(),
                                        fleet.settings().data().log("worker").getParent()),
                        FAILED,
                        err)
                : 0;
    }

    private static int say(@Nullable String message, int exitCode, PrintWriter err) {
        err.println("judgefleet: " + message);
        err.flush();
        return exitCode;
    }
}
