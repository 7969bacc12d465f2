package io.judgefleet.local.fleet;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a person is told about a fleet that starts, runs and stops. */
public final class Announcement implements AutoCloseable {
    private final PrintWriter out;
    private final long begun = System.nanoTime();
    private boolean isStopping;

    private Announcement(PrintWriter out) {
        this.out = out;
    }

    public static Announcement begin(PrintWriter out) {
        say(out, "starting broker, schema registry, aggregator and worker ...");
        return new Announcement(out);
    }

    /** A sign of life: a part, and the time since the beginning. */
    public void started(String part) {
        say(out, String.format(Locale.ROOT, "%s started (%.1f s)", part, seconds()));
    }

    /** Who listens where, and what it took. */
    public void ready(Fleet fleet) {
        var endpoints = fleet.endpoints();
        var data = fleet.settings().data();
        say(out, String.format(Locale.ROOT, "ready in %.1f s", seconds()));
        line("dashboard", endpoints.aggregator());
        line("kafka", endpoints.bootstrapServers());
        line("schema registry", endpoints.registryUrl());
        line("worker", endpoints.worker() + "/health");
        line("judge", fleet.judge().description());
        line("data", data.root());
        line("memory", memory(fleet));
        line("commands", "judgefleet leaderboard --command-config " + data.clientProperties());
        out.flush();
    }

    public void stopping() {
        isStopping = true;
        say(out, "stopping; the worker finishes what it has begun ...");
    }

    /** Called when everything has ended. */
    @Override
    public void close() {
        if (isStopping) {
            say(out, "stopped");
        }
    }

    /** Since the start. */
    double seconds() {
        return Duration.ofNanos(System.nanoTime() - begun).toMillis() / 1000.0;
    }

    private static String memory(Fleet fleet) {
        return fleet.processes().entrySet().stream()
                .map(process -> process.getKey() + " " + Memory.words(process.getValue()))
                .collect(Collectors.joining(", "));
    }

    private void line(String name, Object value) {
        out.printf(Locale.ROOT, "  %-16s %s%n", name, value);
    }

    private static void say(PrintWriter out, String line) {
        out.println("judgefleet: " + line);
        out.flush();
    }
}
