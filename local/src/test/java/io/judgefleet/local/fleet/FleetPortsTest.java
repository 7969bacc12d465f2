package io.judgefleet.local.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class FleetPortsTest {
    @Test
    void shouldNameOptionWhenPortIsTaken() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            var ports = new FleetPorts(0, taken.getLocalPort(), 0, 0);

            assertThatThrownBy(ports::requireFree)
                    .isInstanceOf(PortTakenException.class)
                    .hasMessageStartingWith("port %d is taken".formatted(taken.getLocalPort()))
                    .hasMessageContaining("--kafka-port");
        }
    }

    @Test
    void shouldChooseDifferentFreePortsWhenAnyWillDo() {
        var chosen = FleetPorts.ANY.chosen();

        assertThat(new int[] {chosen.dashboard(), chosen.broker(), chosen.registry(), chosen.worker()})
                .doesNotHaveDuplicates()
                .doesNotContain(0);
        assertThatCode(FleetPorts.ANY::requireFree).doesNotThrowAnyException();
    }

    @Test
    void shouldRefuseWhatIsNoPort() {
        assertThatThrownBy(() -> new FleetPorts(0, 0, 70_000, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected a port from 0 to 65535, found 70000");
    }
}
