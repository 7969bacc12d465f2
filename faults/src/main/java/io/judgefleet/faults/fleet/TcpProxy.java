package io.judgefleet.faults.fleet;

import io.judgefleet.servers.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A relay to one port on loopback, whose {@link Weather} can change under open connections. */
public final class TcpProxy implements AutoCloseable {
    private static final int BUFFER_BYTES = 32 * 1024;
    private static final int CONNECT_MILLIS = 2_000;

    private final ServerSocket server;
    private final int target;
    private final Set<Relay> relays = ConcurrentHashMap.newKeySet();
    private final Object change = new Object();
    private volatile Weather weather = Weather.CLEAR;

    private TcpProxy(ServerSocket server, int target) {
        this.server = server;
        this.target = target;
    }

    /** Opens a free port before the target, which need not listen yet. */
    public static TcpProxy before(int target) {
        try {
            var proxy = new TcpProxy(new ServerSocket(0, 128, InetAddress.getByName(Ports.LOOPBACK)), target);
            Thread.ofVirtual().name("proxy-" + proxy.port()).start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException("no free port", e);
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Changes the weather for connections open and new. */
    public void become(Weather next) {
        synchronized (change) {
            weather = next;
            change.notifyAll();
        }
        if (next instanceof Weather.Cut) {
            relays.forEach(Relay::reset);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        become(Weather.CUT);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var client = server.accept();
                Thread.ofVirtual().start(() -> relay(client));
            } catch (IOException e) {
                // Closed, or a client that was gone before we looked.
            }
        }
    }

    private void relay(Socket client) {
        try (client;
                var upstream = new Socket()) {
            if (weather instanceof Weather.Cut) {
                client.setSoLinger(true, 0);
                return;
            }
            upstream.connect(new InetSocketAddress(Ports.LOOPBACK, target), CONNECT_MILLIS);
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
            new Relay(client, upstream).run();
        } catch (IOException e) {
            // The server is down; the client sees its connection end.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits while bytes of a direction may not pass; says whether they may at all. */
    private boolean mayPass(Direction direction) throws InterruptedException {
        synchronized (change) {
            while (weather instanceof Weather.Silent silent
                    && silent.directions().contains(direction)) {
                change.wait();
            }
            if (weather instanceof Weather.Slow slow) {
                await(slow);
            }
            return !(weather instanceof Weather.Cut);
        }
    }

    private void await(Weather.Slow slow) throws InterruptedException {
        long deadline = System.nanoTime() + slow.delay().toNanos();
        for (long left = slow.delay().toNanos(); left > 0 && weather == slow; left = deadline - System.nanoTime()) {
            change.wait(Duration.ofNanos(left).toMillis() + 1);
        }
    }

    /** One connection and its other half. */
    private final class Relay {
        private final Socket client;
        private final Socket upstream;

        Relay(Socket client, Socket upstream) {
            this.client = client;
            this.upstream = upstream;
        }

        void run() throws InterruptedException {
            relays.add(this);
            try {
                var back = Thread.ofVirtual().start(() -> pump(upstream, client, Direction.TO_CLIENT));
                pump(client, upstream, Direction.TO_SERVER);
                back.join();
            } finally {
                relays.remove(this);
            }
        }

        /** Resets both halves, as a router does that lost the connection. */
        void reset() {
            reset(client);
            reset(upstream);
        }

        private void pump(Socket from, Socket to, Direction direction) {
            var buffer = new byte[BUFFER_BYTES];
            try {
                var input = from.getInputStream();
                var output = to.getOutputStream();
                for (int read = input.read(buffer); read >= 0 && mayPass(direction); read = input.read(buffer)) {
                    output.write(buffer, 0, read);
                }
            } catch (IOException e) {
                // One half broke; so does the other.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                end(from);
                end(to);
            }
        }

        private static void reset(Socket socket) {
            try {
                socket.setSoLinger(true, 0);
                socket.close();
            } catch (IOException e) {
                // It was closed already.
            }
        }

        private static void end(Socket socket) {
            try {
                socket.close();
            } catch (IOException e) {
                // It was closed already.
            }
        }
    }
}
