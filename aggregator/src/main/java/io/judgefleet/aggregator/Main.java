package io.judgefleet.aggregator;

import java.io.PrintStream;
import java.util.Map;

/**
 * Runs the aggregator until it is told to stop; exit status 0 stopped, 1 failed or without brokers or topics, 2 not started
 * because of its settings.
 */
public final class Main {
    private static final int FAILED = 1;
    private static final int REFUSED = 2;

    public static void main(String[] arguments) {
        System.exit(run(System.err));
    }

    private static int run(PrintStream err) {
        try {
            var aggregator = Aggregator.start(Map.of());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                aggregator.close();
                // A signal's own status would say that it was killed.
                Runtime.getRuntime().halt(status(aggregator));
            }));
            aggregator.awaitEnd();
            return status(aggregator);
        } catch (StartRefusedException e) {
            err.println("aggregator: " + e.getMessage());
            return e.isOfSettings() ? REFUSED : FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    private static int status(Aggregator aggregator) {
        return aggregator.hasFailed() ? FAILED : 0;
    }

    private Main() {}
}
