package io.judgefleet.faults.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TcpProxyTest {
    private ServerSocket echo;
    private TcpProxy proxy;

    @BeforeEach
    void open() throws IOException {
        echo = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
        proxy = TcpProxy.before(echo.getLocalPort());
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        echo.close();
    }

    @Test
    void shouldPassBytesBothWaysWhenWeatherIsClear() throws IOException {
        try (var client = connect()) {
            assertThat(say(client, 42)).isEqualTo(42);
        }
    }

    @Test
    void shouldBreakOpenConnectionsAndRefuseNewOnesWhenCut() throws IOException {
        try (var client = connect()) {
            say(client, 1);

            proxy.become(Weather.CUT);

            assertThatThrownBy(() -> say(client, 2)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> say(connect(), 3)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void shouldTakeNewConnectionsWhenCutIsOver() throws IOException {
        proxy.become(Weather.CUT);
        proxy.become(Weather.CLEAR);

        try (var client = connect()) {
            assertThat(say(client, 4)).isEqualTo(4);
        }
    }

    @Test
    void shouldHoldBytesBackAndDeliverThemLaterWhenSilent() throws IOException {
        try (var client = connect()) {
            say(client, 1);
            proxy.become(new Weather.Silent(Set.of(Direction.TO_CLIENT)));
            client.setSoTimeout(300);

            assertThatThrownBy(() -> say(client, 5)).isInstanceOf(SocketTimeoutException.class);

            client.setSoTimeout(10_000);
            proxy.become(Weather.CLEAR);
            assertThat(client.getInputStream().read()).isEqualTo(5);
        }
    }

    @Test
    void shouldDelayBytesWhenSlow() throws IOException {
        try (var client = connect()) {
            say(client, 1);
            proxy.become(new Weather.Slow(Duration.ofMillis(150)));

            long begin = System.nanoTime();
            say(client, 6);

            // Once in each direction.
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        }
    }

    @Test
    void shouldEndConnectionWhenServerIsDown() throws IOException {
        echo.close();

        assertThatThrownBy(() -> say(connect(), 7)).isInstanceOf(IOException.class);
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    }

    private static int say(Socket client, int word) throws IOException {
        client.getOutputStream().write(word);
        int answer = client.getInputStream().read();
        if (answer < 0) {
            throw new IOException("the connection ended");
        }
        return answer;
    }

    private void serve() {
        while (!echo.isClosed()) {
            try {
                var socket = echo.accept();
                Thread.ofVirtual().start(() -> repeat(socket));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private static void repeat(Socket socket) {
        try (socket) {
            socket.getInputStream().transferTo(socket.getOutputStream());
        } catch (IOException e) {
            // The proxy broke it.
        }
    }
}
