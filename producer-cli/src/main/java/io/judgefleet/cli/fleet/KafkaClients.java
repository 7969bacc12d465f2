package io.judgefleet.cli.fleet;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Kafka's own clients. */
public final class KafkaClients implements Clients {
    /** A redrive that dies leaves its transaction open for no longer than this. */
    private static final int TRANSACTION_MS = 30_000;

    @Override
    public Producer<byte[], byte[]> producer(Connection connection) {
        return new KafkaProducer<>(connection.producer());
    }

    @Override
    public Producer<byte[], byte[]> producer(Connection connection, String transactionalId) {
        var settings = connection.producer();
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_MS);
        return new KafkaProducer<>(settings);
    }

    @Override
    public Consumer<byte[], byte[]> committed(Connection connection) {
        return new KafkaConsumer<>(connection.consumer("read_committed"));
    }

    @Override
    public Consumer<byte[], byte[]> everything(Connection connection) {
        return new KafkaConsumer<>(connection.consumer("read_uncommitted"));
    }

    @Override
    public Admin admin(Connection connection) {
        return Admin.create(connection.admin());
    }
}
