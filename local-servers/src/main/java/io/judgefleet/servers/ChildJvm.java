package io.judgefleet.servers;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A Java process of ours on a {@link Leash}: it never outlives this one. */
public final class ChildJvm implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(10);

    /** For the last lines of a child that has ended. */
    private static final Duration LOG_TIME = Duration.ofSeconds(2);

    private final Process process;
    private final CompletableFuture<Void> logged;

    private ChildJvm(Process process, CompletableFuture<Void> logged) {
        this.process = process;
        this.logged = logged;
    }

    /**
     * What to run.
     *
     * @param jvmArguments such as {@code -Xmx128m}
     * @param classPath as after {@code -cp}; the leash is added
     * @param environment on top of this process's own
     * @param log the file to which the child's output is appended; when it is full it is kept as the earlier one
     */
    public record Program(
            List<String> jvmArguments,
            String classPath,
            String mainClass,
            List<String> arguments,
            Map<String, String> environment,
            Path log) {
        public Program {
            jvmArguments = List.copyOf(jvmArguments);
            arguments = List.copyOf(arguments);
            environment = Map.copyOf(environment);
        }
    }

    /** Starts the program on the Java that runs this process. */
    public static ChildJvm start(Program program) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(program.jvmArguments());
        command.add("-cp");
        command.add(program.classPath() + File.pathSeparator + codeLocation());
        command.add(Leash.class.getName());
        command.add(program.mainClass());
        command.addAll(program.arguments());
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(program.environment());
        try {
            var process = builder.start();
            return new ChildJvm(
                    process, BoundedLog.append(process.getInputStream(), program.log(), BoundedLog.DEFAULT_BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + program.mainClass(), e);
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** Completes with the exit status when the log has the child's last lines. */
    public CompletableFuture<Integer> onExit() {
        return process.onExit()
                .thenCompose(ended -> logged.copy()
                        .completeOnTimeout(null, LOG_TIME.toMillis(), TimeUnit.MILLISECONDS)
                        .thenApply(none -> ended.exitValue()));
    }

    /** Waits for the end of the child; says whether it came in time. */
    public boolean awaitExit(Duration time) throws InterruptedException {
        boolean hasEnded = process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        if (hasEnded) {
            onExit().join();
        }
        return hasEnded;
    }

    /** Ends the child at once, as kill -9 does. */
    public void kill() {
        process.destroyForcibly();
    }

    /** Sends a signal by its name, such as {@code STOP}. */
    public void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot send " + name + " to " + pid(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks the child to end, and ends it when the grace is over; says whether it ended by itself. */
    public boolean stop(Duration grace) throws InterruptedException {
        // Not Process.destroy(): that closes the child's input too, and the leash would halt it at once.
        process.toHandle().destroy();
        boolean ended = awaitExit(grace);
        process.destroyForcibly().waitFor();
        return ended;
    }

    @Override
    public void close() {
        try {
            stop(GRACE);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** The folder or archive that this module runs from. */
    static Path codeLocation() {
        try {
            return Path.of(ChildJvm.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("expected to run from a folder or an archive", e);
        }
    }
}
