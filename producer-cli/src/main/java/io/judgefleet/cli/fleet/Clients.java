package io.judgefleet.cli.fleet;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/** Makes Kafka's clients; whoever asks closes them. */
public interface Clients {
    /** An idempotent producer that waits for all replicas. */
    Producer<byte[], byte[]> producer(Connection connection);

    /** A producer whose transactions fence those of its elder namesakes. */
    Producer<byte[], byte[]> producer(Connection connection, String transactionalId);

    /** A consumer without a group that sees what is committed. */
    Consumer<byte[], byte[]> committed(Connection connection);

    /** A consumer without a group that sees every record, whatever becomes of its transaction. */
    Consumer<byte[], byte[]> everything(Connection connection);

    Admin admin(Connection connection);
}
