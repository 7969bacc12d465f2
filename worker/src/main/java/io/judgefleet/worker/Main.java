package io.judgefleet.worker;

import io.judgefleet.deployable.ConfigurationException;
import io.judgefleet.deployable.LastWords;
import io.judgefleet.deployable.Version;
import java.io.PrintStream;
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
    static final String VERSION_FILE = "/judgefleet-worker.properties";
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;
    private static final int NOT_DRAINED = 3;

    private final LastWords lastWords;
    private volatile int status;
    private volatile boolean isBroken;
    private volatile @Nullable Worker worker;

    Main(PrintStream err) {
        lastWords = new LastWords("judgefleet-worker", err);
    }

    public static void main(String[] args) {
        // Not in Worker: one of several applications in a process does not decide how that process logs.
        if (System.getProperty(LOGGING) == null) {
            System.setProperty(LOGGING, "logback-worker.xml");
        }
        if (args.length == 1 && args[0].equals("--version")) {
            System.out.println(Version.read(VERSION_FILE));
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
            status = WRONG_USAGE;
            lastWords.print(String.valueOf(e.getMessage()));
            return WRONG_USAGE;
        } catch (CompletionException e) {
            return complain(e.getCause() == null ? e : e.getCause(), FAILED);
        } catch (RuntimeException | Error e) { // all that can be missing ends here, memory too, as a line for a person
            return complain(e, FAILED);
        }
    }

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
        isBroken = LastWords.rulesOutOrderlyEnd(e);
        lastWords.print(e);
        return failure;
    }
}
