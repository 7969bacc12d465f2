package io.judgefleet.worker.kafka.publishing;

import io.judgefleet.worker.delivery.InFlight;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;

/** Publishes outcomes without a transaction, and returns when the brokers have all of them. */
public record SharePublisher(Producer<byte[], byte[]> producer, Writing writing) implements AutoCloseable {
    private static final Duration CLOSE_TIME = Duration.ofSeconds(2);

    /**
     * Publishes; after a failure some of the outcomes may be there.
     *
     * @throws RetriableException if a later try may go better
     * @throws io.judgefleet.schemas.wire.RegistryUnavailableException as that
     */
    public void publish(List<InFlight> finished) throws InterruptedException {
        var sent = new ArrayList<Future<RecordMetadata>>();
        writing.write(finished).forEach(outcome -> sent.add(producer.send(outcome)));
        producer.flush();
        for (var future : sent) {
            await(future);
        }
    }

    @Override
    public void close() {
        producer.close(CLOSE_TIME);
    }

    private static void await(Future<RecordMetadata> sent) throws InterruptedException {
        try {
            sent.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new KafkaException(e);
        }
    }
}
