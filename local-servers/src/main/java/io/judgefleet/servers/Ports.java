package io.judgefleet.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports on the loopback interface. */
public final class Ports {
    public static final String LOOPBACK = "127.0.0.1";

    /** A port that is free now. */
    public static int free() {
        return orFree(0);
    }

    /** The port itself, or one that is free now when it is 0. */
    public static int orFree(int port) {
        if (port != 0) {
            return port;
        }
        try (var socket = bind(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port", e);
        }
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
