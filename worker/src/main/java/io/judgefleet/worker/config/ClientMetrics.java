package io.judgefleet.worker.config;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/** Kafka's own metrics of the worker's clients; a client that takes another's place takes its metrics' place too. */
public final class ClientMetrics implements AutoCloseable {
    private final MeterRegistry registry;
    private final Map<String, KafkaClientMetrics> bound = new HashMap<>();

    public ClientMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** The consumer, measured from now on. */
    public Consumer<byte[], byte[]> measured(Consumer<byte[], byte[]> consumer) {
        bind("consumer", new KafkaClientMetrics(consumer));
        return consumer;
    }

    /** The producer, measured from now on. */
    public Producer<byte[], byte[]> measured(Producer<byte[], byte[]> producer) {
        bind("producer", new KafkaClientMetrics(producer));
        return producer;
    }

    /** The producer of what a share group judged, measured from now on. */
    public Producer<byte[], byte[]> measuredOfShares(Producer<byte[], byte[]> producer) {
        bind("producer of shares", new KafkaClientMetrics(producer));
        return producer;
    }

    @Override
    public synchronized void close() {
        bound.values().forEach(KafkaClientMetrics::close);
        bound.clear();
    }

    private synchronized void bind(String client, KafkaClientMetrics metrics) {
        var before = bound.put(client, metrics);
        if (before != null) {
            before.close();
        }
        metrics.bindTo(registry);
    }
}
