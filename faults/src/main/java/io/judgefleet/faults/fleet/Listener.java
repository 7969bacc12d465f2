package io.judgefleet.faults.fleet;

/**
 * Who uses a listener of the brokers; each has its own, so that the network between any two can fail.
 *
 * @param name in Kafka's settings
 * @param isProxied whether a proxy stands before it
 */
record Listener(String name, boolean isProxied) {
    /** For the harness itself and for the audit: no fault touches it. */
    static final Listener DIRECT = new Listener("DIRECT", false);

    static final Listener PEERS = new Listener("PEERS", true);
    static final Listener CONTROLLER = new Listener("CONTROLLER", true);

    /** For all clients but the workers. */
    static final Listener CLIENTS = new Listener("CLIENTS", true);

    static Listener worker(int number) {
        return new Listener("WORKER" + number, true);
    }
}
