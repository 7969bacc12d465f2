package io.judgefleet.servers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * A main class around another one, which ends the process when its standard input ends.
 *
 * <p>The parent holds the other end of that pipe, and the system closes it however the parent dies, kill -9 included.
 * A terminal's Ctrl-C, which reaches parent and children alike, is left to the parent, who knows the order in which to
 * end. Has no dependencies, so that it fits on any class path.
 */
public final class Leash {
    /** Exit status of a process whose parent died. */
    public static final int PARENT_DIED = 86;

    public static void main(String[] args) throws Throwable {
        if (args.length == 0) {
            System.err.println("expected the name of a main class, found none");
            System.exit(2);
        }
        var main = Class.forName(args[0]).getMethod("main", String[].class);
        ignore("INT");
        ignore("HUP");
        Thread.ofPlatform().daemon().name("leash").start(() -> endWith(System.in));
        try {
            main.invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private static void ignore(String signal) {
        try {
            Signal.handle(new Signal(signal), SignalHandler.SIG_IGN);
        } catch (IllegalArgumentException e) {
            System.err.println("signal left as it is: " + e.getMessage()); // a system without it
        }
    }

    private static void endWith(InputStream input) {
        try {
            input.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            System.err.println("standard input failed: " + e.getMessage());
        }
        // No orderly end: what it would talk to is gone with the parent.
        Runtime.getRuntime().halt(PARENT_DIED);
    }

    private Leash() {}
}
