package io.judgefleet.worker;

import io.judgefleet.worker.config.ConfigurationException;
import io.judgefleet.worker.config.Version;
import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.CompletionException;
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

    private final PrintStream err;
    private volatile int status;

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
            System.exit(main.run(Map.of()));
        }
    }

    /** Runs until the worker fails or the process is told to end. */
    int run(Map<String, Object> properties) {
        try {
            var worker = Worker.start(properties);
            Runtime.getRuntime()
                    .addShutdownHook(Thread.ofPlatform()
                            .name("drain")
                            .unstarted(() -> Runtime.getRuntime().halt(end(worker))));
            worker.ended().join();
            return 0;
        } catch (ConfigurationException e) {
            return complain(e, WRONG_USAGE);
        } catch (CompletionException e) {
            return complain(e.getCause() == null ? e : e.getCause(), FAILED);
        } catch (RuntimeException | Error e) { // all that can be missing ends here, memory too, as a line for a person
            return complain(e, FAILED);
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
            complain(e, FAILED);
            Runtime.getRuntime().halt(FAILED);
        }
        LoggerFactory.getLogger(Main.class)
                .atWarn()
                .addKeyValue("error", e.toString())
                .log("a thread ended");
    }

    private int complain(Throwable e, int failure) {
        status = failure;
        var message = e.getMessage() == null || e instanceof Error ? e.toString() : e.getMessage();
        err.println("judgefleet-worker: " + message.lines().findFirst().orElse(""));
        LoggerFactory.getLogger(Main.class).atDebug().setCause(e).log("worker failed");
        return failure;
    }
}
