package io.judgefleet.aggregator;

import io.judgefleet.aggregator.kafka.StartRefusedException;
import io.judgefleet.deployable.LastWords;
import java.io.PrintStream;
import java.util.Map;

/**
 * Runs the aggregator until a signal ends it; exit status 0 stopped, 1 failed or without brokers or topics, 2 not started
 * because of its settings.
 */
public final class Main {
    private static final String PROGRAM = "judgefleet-aggregator";
    /** Made before anything fails: without memory it could not be made. */
    private static final LastWords LAST_WORDS = new LastWords(PROGRAM, System.err);

    private static final int FAILED = 1;
    private static final int REFUSED = 2;

    public static void main(String[] arguments) {
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> endBy(e));
        // Before anything else: it loads what the end needs, for which there may be no memory when it comes.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {}));
        System.exit(run(Map.of(), System.err));
    }

    /** Reports an exception that ends a thread; an error, such as no memory, ends the process. */
    private static void endBy(Throwable e) {
        try {
            LAST_WORDS.print(e);
        } finally {
            if (e instanceof Error) {
                Runtime.getRuntime().halt(FAILED);
            }
        }
    }

    /**
     * Errors, such as no memory, are left to {@link #endBy}: an orderly exit would need memory.
     *
     * @param err gets one line where the aggregator does not start
     */
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
            new LastWords(PROGRAM, err).print(String.valueOf(e.getMessage()));
            return e.isOfSettings() ? REFUSED : FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        } catch (RuntimeException e) { // all that can be missing ends here as a line for a person
            new LastWords(PROGRAM, err).print(e);
            return FAILED;
        }
    }

    private static int status(Aggregator aggregator) {
        return aggregator.hasFailed() ? FAILED : 0;
    }

    private Main() {}
}
