package io.judgefleet.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** Ports on the loopback interface. */
public final class Ports {
    public static final String LOOPBACK = "127.0.0.1";

    /** Below those that systems give to outgoing connections, one of which could have a port before its server does. */
    private static final int LOWEST = 18_000;

    private static final int HIGHEST = 32_000;

    /** One after the other from a random one, so that nobody in this process is given a port that another was. */
    private static final AtomicInteger NEXT = new AtomicInteger(new Random().nextInt(HIGHEST - LOWEST));

    /** A port that is free now. */
    public static int free() {
        for (int i = LOWEST; i < HIGHEST; i++) {
            int port = LOWEST + Math.floorMod(NEXT.getAndIncrement(), HIGHEST - LOWEST);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("expected a free port from %d to %d, found none".formatted(LOWEST, HIGHEST));
    }

    /** The port itself, or one that is free now when it is 0. */
    public static int orFree(int port) {
        return port == 0 ? free() : port;
    }

    /** Whether nobody listens on the port now; always so of 0. */
    public static boolean isFree(int port) {
        try {
            bind(port).close();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static ServerSocket bind(int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.getByName(LOOPBACK));
    }

    private Ports() {}
}
