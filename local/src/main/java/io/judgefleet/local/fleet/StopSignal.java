package io.judgefleet.local.fleet;

import java.util.concurrent.CompletableFuture;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Ctrl-C, and the other ways of being asked to end, as a future.
 *
 * <p>Not a shutdown hook: hooks run at the same time in no order, and the exit status would be the signal's. The second
 * request ends the process at once; its children end with it.
 */
public final class StopSignal {
    private static final int INTERRUPTED = 130;

    public static CompletableFuture<Void> install() {
        var asked = new CompletableFuture<Void>();
        for (var name : new String[] {"INT", "TERM", "HUP"}) {
            handle(new Signal(name), asked);
        }
        return asked;
    }

    private static void handle(Signal signal, CompletableFuture<Void> asked) {
        var before = Signal.handle(signal, received -> {
            if (!asked.complete(null)) {
                Runtime.getRuntime().halt(INTERRUPTED);
            }
        });
        if (before.equals(SignalHandler.SIG_IGN)) {
            Signal.handle(signal, before); // nohup, or the background of a script
        }
    }

    private StopSignal() {}
}
