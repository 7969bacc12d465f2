package io.judgefleet.aggregator;

import io.judgefleet.aggregator.kafka.StartRefusedException;
import java.io.PrintStream;
import java.util.Map;
import org.slf4j.LoggerFactory;

/**
 * Runs the aggregator until a signal ends it; exit status 0 stopped, 1 failed or without brokers or topics, 2 not started
 * because of its settings.
 */
public final class Main {
    private static final int FAILED = 1;
    private static final int REFUSED = 2;

    public static void main(String[] arguments) {
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> endBy(e));
        // Before anything else: it loads what the end needs, for which there may be no memory when it comes.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {}));
        System.exit(run(Map.of(), System.err));
    }

    /** Logs an exception that ends a thread; an error, such as no memory, ends the process. */
    private static void endBy(Throwable e) {
        try {
            complain(e, FAILED, System.err);
        } finally {
            if (e instanceof Error) {
                Runtime.getRuntime().halt(FAILED);
            }
        }
    }

    /** @param err gets one line where the aggregator does not start */
    static int run(Map<String, Object> properties, PrintStream err) {
        try {
            var aggregator = Aggregator.start(properties);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                aggregator.close();
                // A signal's own status would say that it was killed.
                Runtime.getRuntime().halt(status(aggregator));
            }));
            aggregator.awaitEnd();
            return status(aggregator);
        } catch (StartRefusedException e) {
            return complain(e, e.isOfSettings() ? REFUSED : FAILED, err);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        } catch (RuntimeException | Error e) { // all that can be missing ends here, memory too, as a line for a person
            return complain(e, FAILED, err);
        }
    }

    private static int complain(Throwable e, int status, PrintStream err) {
        var message = e.getMessage() == null || e instanceof Error ? e.toString() : e.getMessage();
        err.println("judgefleet-aggregator: " + message.lines().findFirst().orElse(""));
        LoggerFactory.getLogger(Main.class).atDebug().setCause(e).log("aggregator failed");
        return status;
    }

    private static int status(Aggregator aggregator) {
        return aggregator.hasFailed() ? FAILED : 0;
    }

    private Main() {}
}
