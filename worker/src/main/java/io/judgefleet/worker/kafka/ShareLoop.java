package io.judgefleet.worker.kafka;

import io.judgefleet.schemas.topics.DeadLetter.Source;
import io.judgefleet.schemas.wire.RegistryUnavailableException;
import io.judgefleet.schemas.wire.SchemaMissingException;
import io.judgefleet.worker.delivery.Delivery;
import io.judgefleet.worker.delivery.InFlight;
import io.judgefleet.worker.delivery.InFlightTable;
import io.judgefleet.worker.delivery.RequestHandler.Handled;
import io.judgefleet.worker.delivery.Work;
import io.judgefleet.worker.delivery.WorkObserver;
import io.judgefleet.worker.engine.CrashMarker;
import io.judgefleet.worker.engine.FairQueue;
import io.judgefleet.worker.engine.InferenceTimeout;
import io.judgefleet.worker.engine.OutcomeQueue;
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
 * The poll thread of a share group: takes some records, has them judged, publishes what came of them, and accepts them.
 *
 * <p>The law: a record is accepted when its outcome is durable, and not before. What is not finished in time is renewed,
 * so that nobody else gets it meanwhile; who loses it all the same finds its outcome twice, never not at all.
 */
final class ShareLoop extends PollLoop {
    private static final Logger log = LoggerFactory.getLogger(ShareLoop.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int DEFAULT_LOCK_MILLIS = 30_000;

    private final ShareConsumer<byte[], byte[]> consumer;
    private final SharePublisher publisher;
    private final Feeds feeds;
    private final InFlightTable table;
    private final FairQueue queue;
    private final Admission admission;
    private final InferenceTimeout inferenceTimeout;
    private final CrashMarker marker;
    private final WorkObserver observer;
    private final Semaphore arrived = new Semaphore(0);
    private final OutcomeQueue outcomeQueue;
    private final Map<Source, Held> held = new LinkedHashMap<>();
    private final DeliveryReader reader;
    private final Stall stall = new Stall();

    ShareLoop(
            ShareConsumer<byte[], byte[]> consumer,
            SharePublisher publisher,
            Feeds feeds,
            Room room,
            Admission admission,
            WorkObserver observer,
            InferenceTimeout inferenceTimeout) {
        super("judge-share");
        this.consumer = consumer;
        this.publisher = publisher;
        this.feeds = feeds;
        this.table = room.table();
        this.queue = room.queue();
        this.admission = admission;
        this.marker = admission.marker();
        this.observer = observer;
        this.reader = new DeliveryReader(feeds);
        this.outcomeQueue = room.outcomeQueue();
        this.inferenceTimeout = inferenceTimeout;
    }

    /** Where records are while they are ours, where their work waits, and where its outcomes come from. */
    record Room(InFlightTable table, FairQueue queue, OutcomeQueue outcomeQueue) {}

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

    /** For how long nothing could be published of what waits for it; readable from any thread. */
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

    /** Of the records that come again because they were renewed, those are read that could not be read before. */
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
                // Somebody had it and did not finish: it may be what that worker died of.
                marker.suspect(known.delivery.original().source());
            }
            if (deliveries >= SharePolicy.LAST_DELIVERY) {
                known.entry = table.admit(known.delivery);
                table.finish(known.entry, admission.suspect(known.delivery, SharePolicy.tooOften(deliveries)));
            }
        }
        known.seenNanos = System.nanoTime();
        if (known.entry == null) {
            admit(known);
        }
    }

    private void admit(Held fresh) {
        try {
            var handled = admission.handle(fresh.delivery);
            var entry = table.admit(fresh.delivery);
            fresh.entry = entry;
            switch (handled) {
                case Handled.Settled(var outcome) -> table.finish(entry, outcome);
                case Handled.Ready(var request, var task) -> {
                    table.weigh(entry, task.tokens());
                    queue.add(new Work(entry, request, task));
                }
            }
        } catch (RegistryUnavailableException e) {
            observer.registryFailed();
            log.atWarn().addKeyValue("error", e.getMessage()).log("schema registry did not answer");
        }
    }

    /** Waits until all is decided, or a suspect, which is published at once, or the locks have to be renewed. */
    private void awaitOutcomes() throws InterruptedException {
        long end = System.nanoTime() + lockTime().dividedBy(3).toNanos();
        while (!isStopped()) {
            outcomeQueue.drain(table::finish);
            inferenceTimeout.release(table);
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
            entries.forEach(entry -> marker.forget(entry.delivery().original().source()));
        }
    }

    private boolean publish(List<InFlight> entries) throws InterruptedException {
        long begin = System.nanoTime();
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
            // The lock was lost: somebody else judges it, and it counts once.
            log.atDebug().addKeyValue("error", e.getMessage()).log("not acknowledged");
        }
    }

    /** What was renewed and did not come back for as long as a lock lasts is somebody else's by now. */
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
