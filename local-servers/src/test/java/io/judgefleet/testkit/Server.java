package io.judgefleet.testkit;

/**
 * A broker or a registry that a test has started.
 *
 * @param address the bootstrap server, or the base of Confluent's API
 * @param end stops it
 */
public record Server(String address, Runnable end) implements AutoCloseable {
    @Override
    public void close() {
        end.run();
    }
}
