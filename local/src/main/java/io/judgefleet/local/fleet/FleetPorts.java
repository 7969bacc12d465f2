package io.judgefleet.local.fleet;

import io.judgefleet.servers.Ports;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where a local fleet listens; 0 is any free port. */
public record FleetPorts(int dashboard, int broker, int registry, int worker) {
    public static final FleetPorts ANY = new FleetPorts(0, 0, 0, 0);

    public FleetPorts {
        for (int port : new int[] {dashboard, broker, registry, worker}) {
            if (port < 0 || port > 65_535) {
                throw new IllegalArgumentException("expected a port from 0 to 65535, found " + port);
            }
        }
    }

    /** With a free port for each 0. */
    FleetPorts chosen() {
        return new FleetPorts(
                Ports.orFree(dashboard), Ports.orFree(broker), Ports.orFree(registry), Ports.orFree(worker));
    }

    /**
     * Finds out before anything is started, and in words that name the option.
     *
     * @throws PortTakenException for the first one that somebody listens on
     */
    void requireFree() {
        byOption().forEach((option, port) -> {
            if (!Ports.isFree(port)) {
                throw new PortTakenException(
                        "port %d is taken: end who listens there, or give another one with %s, 0 for any that is free"
                                .formatted(port, option));
            }
        });
    }

    private Map<String, Integer> byOption() {
        var ports = new LinkedHashMap<String, Integer>();
        ports.put("--port", dashboard);
        ports.put("--kafka-port", broker);
        ports.put("--registry-port", registry);
        ports.put("--worker-port", worker);
        return ports;
    }
}
