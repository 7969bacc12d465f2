package io.judgefleet.cli.console;

/** How a command ends; docs/cli.md explains the numbers to people. */
public final class ExitCode {
    public static final int DONE = 0;
    public static final int FAILED = 1;
    public static final int USAGE = 2;

    /** Done, but some lines or records could not be read. */
    public static final int REJECTED = 3;

    /** Broker, registry or aggregator cannot be reached, or rejects our requests. */
    public static final int UNREACHABLE = 4;

    /** Some requests were not taken by the broker, or ended as dead letters while we waited. */
    public static final int UNDELIVERED = 5;

    /** Not every outcome came in time. */
    public static final int TIMED_OUT = 6;

    /** SIGINT, after everything that was under way had been written. */
    public static final int INTERRUPTED = 130;

    private ExitCode() {}
}
