package io.judgefleet.faults.load;

import io.judgefleet.schemas.topics.Limits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Submits requests at a steady rate, whatever happens to the fleet, and writes what was acknowledged into a history.
 *
 * <p>What was not acknowledged may or may not be on the topic: nothing is promised for it.
 */
public final class Submitter implements AutoCloseable {
    private static final int MAX_IN_FLIGHT = 5_000;

    private final Producer<byte[], byte[]> producer;
    private final JsonLines<Acknowledged> history;
    private final LinkedBlockingQueue<Acknowledged> fresh = new LinkedBlockingQueue<>();
    private final Semaphore room = new Semaphore(MAX_IN_FLIGHT);
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final Thread historyWriter;

    public Submitter(Map<String, Object> clients, JsonLines<Acknowledged> history) {
        this.producer = new KafkaProducer<>(settings(clients), new ByteArraySerializer(), new ByteArraySerializer());
        this.history = history;
        this.historyWriter = Thread.ofPlatform().name("history").start(this::writeHistory);
    }

    /** Submits requests from a number on, until as many are sent or the thread is interrupted. */
    public void submit(Requests requests, RequestRecords records, long count, double perSecond) {
        long start = System.nanoTime();
        for (long number = 1; number <= count; number++) {
            long due = start + (long) (number / perSecond * 1e9);
            if (!awaitUntil(due)) {
                return;
            }
            var request = requests.request(number);
            send(records.of(request), request.id().value());
        }
    }

    /**
     * Sends one record; waits while too many are without an answer.
     *
     * @param requestId of the request; null if the record holds none
     */
    public void send(ProducerRecord<byte[], byte[]> produced, @Nullable String requestId) {
        room.acquireUninterruptibly();
        producer.send(produced, (metadata, failure) -> answered(requestId, metadata, failure));
    }

    /** How many the history holds. */
    public long acknowledged() {
        return acknowledged.get();
    }

    /** How many were given up, and may be on the topic all the same. */
    public long failed() {
        return failed.get();
    }

    /** Waits for all answers and for the history to hold them. */
    @Override
    public void close() {
        producer.close();
        historyWriter.interrupt();
        try {
            historyWriter.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answered(@Nullable String requestId, RecordMetadata metadata, @Nullable Exception failure) {
        room.release();
        if (failure == null) {
            fresh.add(new Acknowledged(
                    metadata.topic(), metadata.partition(), metadata.offset(), Optional.ofNullable(requestId)));
        } else {
            failed.incrementAndGet();
        }
    }

    /** Many at a time, for each write waits for the disk. */
    private void writeHistory() {
        var batch = new ArrayList<Acknowledged>();
        try {
            while (true) {
                batch.add(fresh.take());
                write(batch);
            }
        } catch (InterruptedException e) {
            write(batch);
        }
    }

    private void write(ArrayList<Acknowledged> batch) {
        fresh.drainTo(batch);
        history.writeAll(batch);
        acknowledged.addAndGet(batch.size());
        batch.clear();
    }

    private static boolean awaitUntil(long nanoTime) {
        long left = nanoTime - System.nanoTime();
        try {
            if (left > 0) {
                Thread.sleep(Duration.ofNanos(left));
            }
            return !Thread.currentThread().isInterrupted();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Map<String, Object> settings(Map<String, Object> clients) {
        var settings = new HashMap<>(Limits.producer());
        settings.putAll(clients);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 10);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        // Longer than any fault lasts: what is given up is only what is lost to the run, but it makes it smaller.
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 180_000);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 180_000);
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        return settings;
    }
}
