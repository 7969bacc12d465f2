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
            System.exit(new Main(System.err).run(Map.of()));
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
        } catch (RuntimeException e) { // all that can be missing ends here, as a line for a person
            return complain(e, FAILED);
        }
    }

    private static int end(Worker worker) {
        boolean hasFailed = worker.ended().isCompletedExceptionally();
        boolean isDrained = worker.drain();
        if (hasFailed) {
            return FAILED;
        }
        return isDrained ? 0 : NOT_DRAINED;
    }

    private int complain(Throwable e, int status) {
        var message = e.getMessage() == null ? e.getClass().getName() : e.getMessage();
        err.println("judgefleet-worker: " + message.lines().findFirst().orElse(""));
        LoggerFactory.getLogger(Main.class).atDebug().setCause(e).log("worker failed");
        return status;
    }
}
