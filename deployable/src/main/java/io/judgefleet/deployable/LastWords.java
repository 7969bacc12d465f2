package io.judgefleet.deployable;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The line that a process prints before it ends by a failure, even where no memory is left to make it. */
public final class LastWords {
    private static final Logger LOG = LoggerFactory.getLogger(LastWords.class);

    /** From this share of the memory in use, the line mentions that memory may be too little. */
    private static final double SCARCE = 0.6;

    private final String program;
    private final PrintStream err;

    /** Made in advance: without memory no text can be put together. */
    private final byte[] noMemory;

    /** @param program such as {@code judgefleet-worker} */
    public LastWords(String program, PrintStream err) {
        this.program = program;
        this.err = err;
        noMemory = (program + ": expected more memory (-Xmx), found none left\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Prints a reason that is a line for the user already. */
    public void print(String reason) {
        err.println(program + ": " + reason.lines().findFirst().orElse(""));
    }

    /** Prints why the process ends; never throws. */
    public void print(Throwable e) {
        try {
            print(words(e));
            LOG.atDebug().setCause(e).log("process failed");
        } catch (Error again) { // no second error may keep the process from its end
            err.write(noMemory, 0, noMemory.length);
            err.flush();
        }
    }

    private static String words(Throwable e) {
        if (isOfMemory(e)) {
            return "expected more than %d MiB of memory (-Xmx), found none left: %s"
                    .formatted(Runtime.getRuntime().maxMemory() >> 20, e);
        }
        return reason(e) + memoryHint();
    }

    /** A thread of a library may have ended for lack of memory, and only what waits for that thread fails. */
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

    /** Our own messages contain what was found; those of libraries leave that to the innermost cause. */
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

    /**
     * Whether a process with this failure must be halted: an orderly end needs memory and classes, and without them it would
     * never come.
     */
    public static boolean rulesOutOrderlyEnd(Throwable failure) {
        return failure instanceof Error || isOfMemory(failure);
    }

    /** A class that could not be initialised without memory is missing from then on, by another error. */
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
