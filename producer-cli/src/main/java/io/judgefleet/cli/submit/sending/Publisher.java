package io.judgefleet.cli.submit.sending;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/** Sends records to the brokers at a pace, with a bounded number of them under way. */
public final class Publisher implements Outbox {
    private static final long WAIT_MS = 100;

    private final Producer<byte[], byte[]> producer;
    private final RateLimit rateLimit;
    private final Semaphore free;
    private final int maxInFlight;
    private final Consumer<OutgoingRecord> acknowledged;
    private final Deliveries deliveries = new Deliveries();

    /**
     * A publisher.
     *
     * @param acknowledged hears from Kafka's thread of every record that the brokers have
     */
    public Publisher(
            Producer<byte[], byte[]> producer,
            RateLimit rateLimit,
            int maxInFlight,
            Consumer<OutgoingRecord> acknowledged) {
        this.producer = producer;
        this.rateLimit = rateLimit;
        this.free = new Semaphore(maxInFlight);
        this.maxInFlight = maxInFlight;
        this.acknowledged = acknowledged;
    }

    @Override
    public void send(OutgoingRecord outgoing, BooleanSupplier goOn) {
        if (outgoing.kind() == OutgoingRecord.Kind.REQUEST) {
            rateLimit.await(goOn);
        }
        if (acquire(goOn)) {
            long deliveredBefore = deliveries.delivered();
            producer.send(outgoing.record(), (metadata, thrown) -> settle(outgoing, deliveredBefore, thrown));
        }
    }

    @Override
    public void flush() {
        producer.flush();
    }

    @Override
    public Deliveries deliveries() {
        return deliveries;
    }

    /** Records that the brokers have neither acknowledged nor refused. */
    int underWay() {
        return maxInFlight - free.availablePermits();
    }

    /** Records that they have acknowledged or refused. */
    long settled() {
        return deliveries.delivered() + deliveries.failed();
    }

    private void settle(OutgoingRecord outgoing, long deliveredBefore, @Nullable Exception thrown) {
        if (thrown == null) {
            acknowledged.accept(outgoing);
            deliveries.delivered(outgoing);
        } else {
            deliveries.failed(thrown, deliveredBefore);
        }
        free.release();
    }

    private boolean acquire(BooleanSupplier goOn) {
        try {
            while (goOn.getAsBoolean()) {
                if (free.tryAcquire(WAIT_MS, TimeUnit.MILLISECONDS)) {
                    return true;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }
}
