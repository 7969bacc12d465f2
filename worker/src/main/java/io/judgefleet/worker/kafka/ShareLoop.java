package io.judgefleet.worker.kafka;

import io.judgefleet.schemas.topics.DeadLetter.Source;
import io.judgefleet.schemas.wire.RegistryUnavailableException;
import io.judgefleet.schemas.wire.SchemaMissingException;
import io.judgefleet.worker.delivery.Delivery;
import io.judgefleet.worker.delivery.InFlight;
import io.judgefleet.worker.delivery.InFlightTable;
import io.judgefleet.worker.kafka.publishing.SharePublisher;
import io.judgefleet.worker.kafka.publishing.Stall;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The poll thread of a share group: fetches some records, has them judged, publishes their outcomes, and accepts them.
 *
 * <p>The law: a record is accepted when its outcome is durable, and not before. The lock on a record that is not finished in
 * time is renewed, so that no other worker gets the record meanwhile. A record whose lock is lost all the same may have two
 * outcomes, but never none.
 */
final class ShareLoop extends PollLoop {
    private static final Logger log = LoggerFactory.getLogger(ShareLoop.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int DEFAULT_LOCK_MILLIS = 30_000;

    private final ShareConsumer<byte[], byte[]> consumer;
    private final Feeds feeds;
    private final DeliveryReader reader;
    private final Admission admission;
    private final InFlightTable table;
    private final SharePublisher publisher;
    private final Semaphore arrived = new Semaphore(0);
    private final Map<Source, Held> held = new LinkedHashMap<>();
    private final Stall stall = new Stall();

    ShareLoop(ShareConsumer<byte[], byte[]> consumer, Feeds feeds, Admission admission, SharePublisher publisher) {
        super("judge-share");
        this.consumer = consumer;
        this.feeds = feeds;
        this.reader = new DeliveryReader(feeds);
        this.admission = admission;
        this.table = admission.table();
        this.publisher = publisher;
    }

    /** A record that we have a lock on. */
    private static final class Held {
        private final Delivery delivery;
        private final boolean isAgain;
        /** Absent while the schema registry does not answer. */
        private @Nullable InFlight entry;

        private boolean isPublished;
        private long seenNanos;

        private Held(Delivery delivery, boolean isAgain) {
            this.delivery = delivery;
            this.isAgain = isAgain;
        }

        private boolean isFinished() {
            return entry != null && entry.isFinished();
        }
    }

    @Override
    Duration stalled() {
        return stall.age();
    }

    @Override
    void enter() {
        consumer.subscribe(feeds.topics());
    }

    @Override
    boolean isEmpty() {
        return held.isEmpty();
    }

    /** Closing commits what was accepted, and releases the rest. */
    @Override
    void leave() {
        consumer.close();
        publisher.close();
    }

    @Override
    void wake() {
        arrived.release();
    }

    @Override
    void round() throws InterruptedException {
        var fetched = poll();
        fetched.forEach(this::take);
        awaitOutcomes();
        publish();
        fetched.forEach(this::acknowledge);
        forgetLost();
        report();
    }

    private ConsumerRecords<byte[], byte[]> poll() {
        try {
            var fetched = consumer.poll(POLL);
            welcome();
            return fetched;
        } catch (RetriableException e) {
            log.atInfo().addKeyValue("error", e.getMessage()).log("poll failed");
            return ConsumerRecords.empty();
        }
    }

    /** Admits a new record, or one that was renewed because it could not be decoded before. */
    private void take(ConsumerRecord<byte[], byte[]> received) {
        var known = held.get(position(received));
        if (known == null && isDraining()) {
            return;
        }
        if (known == null) {
            int deliveries = received.deliveryCount().map(Short::intValue).orElse(1);
            known = new Held(reader.read(received), deliveries > 1);
            held.put(position(received), known);
            if (known.isAgain) {
                // Another worker did not finish it: it may be what that worker died of.
                admission.marker().suspect(known.delivery.original().source());
            }
            if (deliveries >= SharePolicy.LAST_DELIVERY) {
                known.entry = admission.giveUp(known.delivery, SharePolicy.tooOften(deliveries));
            }
        }
        known.seenNanos = System.nanoTime();
        if (known.entry == null) {
            known.entry = admission.admit(known.delivery);
        }
    }

    /** Waits until all records are decided, or a suspect is, which is published at once, or the locks must be renewed. */
    private void awaitOutcomes() throws InterruptedException {
        long end = System.nanoTime() + lockTime().dividedBy(3).toNanos();
        while (!isStopped()) {
            admission.collect();
            long left = end - System.nanoTime();
            if (left <= 0 || isWorthPublishing()) {
                return;
            }
            arrived.tryAcquire(Math.min(left, POLL.toNanos()), TimeUnit.NANOSECONDS);
            report();
        }
    }

    private boolean isWorthPublishing() {
        return held.values().stream().filter(one -> one.entry != null).allMatch(Held::isFinished)
                || held.values().stream().anyMatch(one -> one.isAgain && one.isFinished() && !one.isPublished);
    }

    private Duration lockTime() {
        return Duration.ofMillis(consumer.acquisitionLockTimeoutMs().orElse(DEFAULT_LOCK_MILLIS));
    }

    private void publish() throws InterruptedException {
        var finished = held.values().stream()
                .filter(one -> one.isFinished() && !one.isPublished)
                .toList();
        var entries = finished.stream()
                .flatMap(one -> Optional.ofNullable(one.entry).stream())
                .toList();
        if (entries.isEmpty()) {
            stall.end();
        } else if (publish(entries)) {
            finished.forEach(one -> one.isPublished = true);
            table.settleEach(entries);
            entries.forEach(entry ->
                    admission.marker().forget(entry.delivery().original().source()));
        }
    }

    private boolean publish(List<InFlight> entries) throws InterruptedException {
        long begin = System.nanoTime();
        var observer = admission.observer();
        try {
            publisher.publish(entries);
            observer.published(entries.size(), Duration.ofNanos(System.nanoTime() - begin));
            stall.end();
            return true;
        } catch (RegistryUnavailableException | SchemaMissingException e) {
            observer.registryFailed();
            stall.begin();
            log.atWarn().addKeyValue("error", e.getMessage()).log("verdicts cannot be encoded");
            return false;
        } catch (RetriableException e) {
            observer.publicationFailed();
            stall.begin();
            log.atInfo().addKeyValue("error", e.getMessage()).log("not published, tried again");
            return false;
        }
    }

    private void acknowledge(ConsumerRecord<byte[], byte[]> received) {
        var one = held.get(position(received));
        try {
            if (one == null) {
                consumer.acknowledge(received, AcknowledgeType.RELEASE);
            } else if (one.isPublished) {
                consumer.acknowledge(received, AcknowledgeType.ACCEPT);
                held.remove(position(received));
            } else {
                consumer.acknowledge(received, AcknowledgeType.RENEW);
            }
        } catch (IllegalStateException e) {
            // The lock was lost: another worker judges it too, and it counts once.
            log.atDebug().addKeyValue("error", e.getMessage()).log("not acknowledged");
        }
    }

    /** Drops records that were renewed and not delivered again for as long as a lock lasts: another worker has them by now. */
    private void forgetLost() {
        long lock = lockTime().toNanos();
        var lost = held.values().stream()
                .filter(one -> one.entry == null || one.isFinished())
                .filter(one -> System.nanoTime() - one.seenNanos > lock)
                .toList();
        lost.forEach(one -> held.remove(one.delivery.position()));
        table.giveBackEach(lost.stream()
                .filter(one -> !one.isPublished)
                .flatMap(one -> Optional.ofNullable(one.entry).stream())
                .toList());
    }

    private void report() {
        int waiting =
                (int) held.values().stream().filter(one -> one.entry == null).count();
        report(new LoopState(
                table.recordCounts(),
                table.tokens(),
                joined().isDone(),
                0,
                0,
                waiting,
                table.oldest(),
                System.nanoTime()));
    }

    private static Source position(ConsumerRecord<byte[], byte[]> received) {
        return new Source(received.topic(), received.partition(), received.offset());
    }
}
