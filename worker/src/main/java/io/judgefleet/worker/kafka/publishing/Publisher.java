package io.judgefleet.worker.kafka.publishing;

import io.judgefleet.worker.delivery.PartitionId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes outcomes and the offsets of their requests in one short transaction: both are visible, or neither is.
 *
 * <p>Belongs to the poll thread.
 */
public final class Publisher implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Publisher.class);
    private static final Duration CLOSE_TIME = Duration.ofSeconds(2);

    private static final Duration ASK_TIME = Duration.ofSeconds(5);

    private final Supplier<Producer<byte[], byte[]>> producers;
    private final Consumer<byte[], byte[]> consumer;
    private final int atMost;
    private @Nullable Producer<byte[], byte[]> producer;

    /**
     * A publisher that makes its producer when it needs one.
     *
     * @param producers makes producers of one and the same transactional id, so that a new one fences what an old one left
     * @param consumer of the requests, whose offsets are committed
     * @param atMost records of one transaction
     */
    public Publisher(Supplier<Producer<byte[], byte[]>> producers, Consumer<byte[], byte[]> consumer, int atMost) {
        this.producers = producers;
        this.consumer = consumer;
        this.atMost = atMost;
    }

    /** How many records a transaction has at most. */
    int atMost() {
        return atMost;
    }

    /**
     * Publishes in one transaction.
     *
     * @return whether it is known to be durable; otherwise {@link #committed} shows it, once {@link #recover} was called
     * @throws AuthorizationException if no later try can go better
     */
    boolean publish(List<ProducerRecord<byte[], byte[]>> records, Map<PartitionId, Long> nextOffsets) {
        try {
            var current = open();
            current.beginTransaction();
            records.forEach(current::send);
            current.sendOffsetsToTransaction(Partitions.offsets(nextOffsets), consumer.groupMetadata());
            current.commitTransaction();
            return true;
        } catch (AuthorizationException | AuthenticationException | InterruptException e) {
            throw e;
        } catch (KafkaException | IllegalStateException e) {
            log.atInfo()
                    .addKeyValue("error", reason(e))
                    .addKeyValue("records", records.size())
                    .log("transaction failed");
            abandon();
            return false;
        }
    }

    /** The offsets that the group has committed; waits for a transaction under way, for it reads committed records only. */
    Map<PartitionId, Long> committed(Collection<PartitionId> partitions) {
        return Partitions.nextOffsets(consumer.committed(Partitions.ofKafka(partitions), ASK_TIME));
    }

    /** Waits until nothing of an earlier transaction is in doubt any more; false if that is not so yet. */
    boolean recover() {
        try {
            open();
            return true;
        } catch (AuthorizationException | AuthenticationException | InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            log.atInfo().addKeyValue("error", reason(e)).log("producer not ready");
            discard();
            return false;
        }
    }

    @Override
    public void close() {
        discard();
    }

    private Producer<byte[], byte[]> open() {
        var current = producer;
        if (current == null) {
            current = producers.get();
            producer = current;
            current.initTransactions();
        }
        return current;
    }

    /** Aborts where the producer can go on; a fenced one, or one whose commit is in doubt, is closed. */
    private void abandon() {
        var current = producer;
        if (current == null) {
            return;
        }
        try {
            current.abortTransaction();
        } catch (KafkaException | IllegalStateException e) {
            discard();
        }
    }

    private void discard() {
        if (producer != null) {
            producer.close(CLOSE_TIME);
            producer = null;
        }
    }

    private static String reason(RuntimeException e) {
        return e.getClass().getSimpleName() + ": " + e.getMessage();
    }
}
