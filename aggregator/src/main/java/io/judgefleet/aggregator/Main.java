package io.judgefleet.aggregator;

import io.judgefleet.aggregator.kafka.StartRefusedException;
import io.judgefleet.deployable.LastWords;
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
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> report(e, LAST_WORDS));
        // Before anything else: it loads what the end needs, for which there may be no memory when it comes.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {}));
        System.exit(run(Map.of(), LAST_WORDS));
    }

    /** @param words get one line where the aggregator does not start or its stream ends for good */
    static int run(Map<String, Object> properties, LastWords words) {
        try {
            var aggregator = Aggregator.start(properties);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                aggregator.close();
                // A signal's own status would say that it was killed.
                Runtime.getRuntime().halt(status(aggregator));
            }));
            aggregator.awaitEnd();
            aggregator.failure().ifPresent(failure -> report(failure, words));
            return status(aggregator);
        } catch (StartRefusedException e) {
            words.print(String.valueOf(e.getMessage()));
            return e.isOfSettings() ? REFUSED : FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        } catch (RuntimeException e) { // all that can be missing ends here as a line for a person
            report(e, words);
            return FAILED;
        }
    }

    /** Prints the reason; does not return where only a halt can end the process. */
    private static void report(Throwable failure, LastWords words) {
        try {
            words.print(failure);
        } finally {
            if (LastWords.rulesOutOrderlyEnd(failure)) {
                Runtime.getRuntime().halt(FAILED);
            }
        }
    }

    private static int status(Aggregator aggregator) {
        return aggregator.failure().isPresent() ? FAILED : 0;
    }

    private Main() {}
}
