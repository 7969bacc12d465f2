package io.judgefleet.worker;

import io.judgefleet.worker.config.ConfigurationException;
import io.judgefleet.worker.config.Version;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * The worker as a process.
 *
 * <p>Ends on SIGTERM with 0 when it drained and 3 when it did not; with 1 when it failed, with 2 when it was set up
 * wrongly.
 */
public final class Main {
    private static final String LOGGING = "logback.configurationFile";
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;
    private static final int NOT_DRAINED = 3;

    /** Where this share of the memory is in use, too little of it may be why the process failed. */
    private static final double SCARCE = 0.6;

    /** Made in good time: where memory has run out no text can be put together. */
    private static final byte[] LAST_WORDS =
            "judgefleet-worker: expected more memory (-Xmx), found none left\n".getBytes(StandardCharsets.UTF_8);

    private final PrintStream err;
    private volatile int status;
    private volatile boolean isBroken;
    private volatile @Nullable Worker worker;

    Main(PrintStream err) {
        this.err = err;
    }

    public static void main(String[] args) {
        // Not in Worker: one of several applications in a process does not decide how that process logs.
        if (System.getProperty(LOGGING) == null) {
            System.setProperty(LOGGING, "logback-worker.xml");
        }
        if (args.length == 1 && args[0].equals("--version")) {
            System.out.println(Version.current());
        } else {
            var main = new Main(System.err);
            Thread.setDefaultUncaughtExceptionHandler((thread, e) -> main.endBy(e));
            // Before anything else: it loads what the end needs, for which there may be no memory when it comes.
            Runtime.getRuntime()
                    .addShutdownHook(Thread.ofPlatform().name("drain").unstarted(main::drain));
            main.exit(main.run(Map.of()));
        }
    }

    /** Runs until the worker fails or the process is told to end. */
    int run(Map<String, Object> properties) {
        try {
            var started = Worker.start(properties);
            worker = started;
            started.ended().join();
            return 0;
        } catch (ConfigurationException e) {
            return complain(e, WRONG_USAGE);
        } catch (CompletionException e) {
            return complain(e.getCause() == null ? e : e.getCause(), FAILED);
        } catch (RuntimeException | Error e) { // all that can be missing ends here, memory too, as a line for a person
            return complain(e, FAILED);
        }
    }

    /** An orderly end needs memory and classes, which a process that an error has hit may lack: it would never come. */
    private void exit(int code) {
        if (isBroken) {
            Runtime.getRuntime().halt(code);
        }
        System.exit(code);
    }

    private void drain() {
        var started = worker;
        if (started != null) {
            Runtime.getRuntime().halt(end(started));
        }
    }

    private int end(Worker worker) {
        boolean hasFailed = worker.ended().isCompletedExceptionally();
        boolean isDrained = worker.drain();
        if (status != 0) {
            return status;
        }
        if (hasFailed) {
            return FAILED;
        }
        return isDrained ? 0 : NOT_DRAINED;
    }

    /** A thread of a library that ends by an exception is said; one that ends by an error, as of memory, ends the process. */
    private void endBy(Throwable e) {
        if (e instanceof Error) {
            try {
                complain(e, FAILED);
            } finally {
                Runtime.getRuntime().halt(FAILED);
            }
        }
        LoggerFactory.getLogger(Main.class)
                .atWarn()
                .addKeyValue("error", e.toString())
                .log("a thread ended");
    }

    private int complain(Throwable e, int failure) {
        status = failure;
        isBroken = e instanceof Error;
        try {
            err.println("judgefleet-worker: " + words(e).lines().findFirst().orElse(""));
            LoggerFactory.getLogger(Main.class).atDebug().setCause(e).log("worker failed");
        } catch (Error again) { // of the same kind, and none of it may keep the process from its end
            err.write(LAST_WORDS, 0, LAST_WORDS.length);
            err.flush();
        }
        return failure;
    }

    private static String words(Throwable e) {
        if (isOfMemory(e)) {
            return "expected more than %d MiB of memory (-Xmx), found none left: %s"
                    .formatted(Runtime.getRuntime().maxMemory() >> 20, e);
        }
        return reason(e) + memoryHint();
    }

    /** A thread of a library may have ended for lack of memory, and what fails then is only what waits for it. */
    private static String memoryHint() {
        System.gc();
        long most = Runtime.getRuntime().maxMemory();
        long used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        return used < SCARCE * most
                ? ""
                : "; %d of %d MiB of memory (-Xmx) are in use, which may be too little"
                        .formatted(used >> 20, most >> 20);
    }

    private static String reason(Throwable e) {
        return e.getMessage() == null || e instanceof Error ? e.toString() : withReason(e.getMessage(), e);
    }

    /** Our own messages say what was found; those of libraries leave that to the innermost cause. */
    private static String withReason(String message, Throwable e) {
        var reason = innermost(e);
        if (reason.equals(e) || message.startsWith("expected ")) {
            return message;
        }
        var found = String.valueOf(reason.getMessage());
        return message + ": " + (message.contains(found) ? reason.getClass().getSimpleName() : found);
    }

    private static Throwable innermost(Throwable e) {
        return e.getCause() == null ? e : innermost(e.getCause());
    }

    /** A class whose start ran out of memory is missing from then on, which is the error that is seen then. */
    private static boolean isOfMemory(Throwable e) {
        for (Throwable each = e; each != null; each = each.getCause()) {
            if (each instanceof OutOfMemoryError
                    || String.valueOf(each.getMessage()).contains("OutOfMemoryError")) {
                return true;
            }
        }
        return false;
    }
}
