package io.judgefleet.faults.fleet;

import io.judgefleet.servers.ChildJvm;
import io.judgefleet.servers.ChildJvm.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One worker with a scripted judge as a child process, in its slot for life. */
public final class WorkerNode implements AutoCloseable {
    private static final Duration BACK_OFF = Duration.ofMillis(500);
    private static final Path FAKE_TIME = Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1");
    private static final String SHIFT_FILE = "clock-shift";

    private final int number;
    private final Path folder;
    private final boolean hasMovableClock;
    private final Map<String, String> properties;
    private final Supervised process;

    /** Starts nothing. */
    WorkerNode(int number, Path folder, Map<String, String> properties) {
        this.number = number;
        this.folder = folder;
        this.hasMovableClock = number == 0 && canMoveClocks();
        this.properties = new TreeMap<>(properties);
        this.properties.put("judgefleet.worker.slot", name());
        this.properties.put(
                "judgefleet.worker.state-dir", folder.resolve("state").toString());
        this.process = new Supervised(name(), BACK_OFF, this::launch);
        if (hasMovableClock) {
            moveClock(Duration.ZERO);
        }
    }

    /** Whether the library that moves the clock of a process is installed. */
    public static boolean canMoveClocks() {
        return Files.exists(FAKE_TIME);
    }

    /** Its slot, by which verdicts name it. */
    public String name() {
        return "worker-" + number;
    }

    public Supervised process() {
        return process;
    }

    /** Makes its wall clock differ by so much from now on; its monotonic clock goes on. */
    public void moveClock(Duration shift) {
        try {
            // Moved into place at once: the library must never read half a number.
            var next = folder.resolve(SHIFT_FILE + ".next");
            Files.writeString(next, "%+d\n".formatted(shift.toSeconds()));
            Files.move(next, folder.resolve(SHIFT_FILE), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot move the clock of " + name(), e);
        }
    }

    @Override
    public void close() {
        process.close();
    }

    private ChildJvm launch() {
        var arguments = new ArrayList<>(Programs.jvmArguments(192));
        properties.forEach((name, value) -> arguments.add("-D" + name + "=" + value));
        return ChildJvm.start(new Program(
                arguments,
                Programs.classPath(),
                "io.judgefleet.worker.Main",
                List.of(),
                environment(),
                folder.resolve("worker.log")));
    }

    private Map<String, String> environment() {
        var environment = new HashMap<String, String>();
        if (hasMovableClock) {
            environment.put("LD_PRELOAD", FAKE_TIME.toString());
            environment.put(
                    "FAKETIME_TIMESTAMP_FILE", folder.resolve(SHIFT_FILE).toString());
            environment.put("FAKETIME_CACHE_DURATION", "1");
            environment.put("FAKETIME_DONT_FAKE_MONOTONIC", "1");
            // Otherwise it mistakes the deadline of every timed wait, which then ends at once: the JVM's threads spin.
            environment.put("FAKETIME_FORCE_MONOTONIC_FIX", "0");
        }
        return environment;
    }
}
