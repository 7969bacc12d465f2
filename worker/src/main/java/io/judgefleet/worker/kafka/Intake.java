package io.judgefleet.worker.kafka;

import io.judgefleet.worker.delivery.Delivery;
import io.judgefleet.worker.delivery.Feed;
import io.judgefleet.worker.delivery.PartitionId;
import io.judgefleet.worker.kafka.publishing.Backoff;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Keeps fetched records until they are due and their feed has room, and admits them then.
 *
 * <p>Belongs to the poll thread.
 */
final class Intake {
    // Long prompts take a while to tokenize; the loop has other things to do in between.
    private static final Duration LONGEST_ROUND = Duration.ofMillis(200);

    private final DeliveryReader reader;
    private final Admission admission;
    private final InstantSource clock;
    private final Backlog backlog = new Backlog();
    private final Backoff registryBackoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));
    private boolean isClosed;

    Intake(DeliveryReader reader, Admission admission, InstantSource clock) {
        this.reader = reader;
        this.admission = admission;
        this.clock = clock;
    }

    void receive(Iterable<ConsumerRecord<byte[], byte[]>> records) {
        if (!isClosed) {
            records.forEach(received -> backlog.add(reader.read(received)));
        }
    }

    /** Admits what is due while there is room, a record of each partition in turn; answers whether more can be admitted at once. */
    boolean admit() {
        var end = System.nanoTime() + LONGEST_ROUND.toNanos();
        boolean goesOn = true;
        while (goesOn) {
            goesOn = false;
            for (var partition : backlog.partitions()) {
                var delivery = admissible(partition);
                if (delivery.isPresent()) {
                    if (!admit(delivery.get())) {
                        return false;
                    }
                    goesOn = true;
                }
                if (System.nanoTime() > end) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether nothing more may be fetched of a partition now. */
    boolean isBlocked(PartitionId partition, Feed feed) {
        return isClosed || backlog.has(partition) || !admission.table().hasRoom(feed);
    }

    /** Forgets what was fetched of partitions that went to another worker. */
    void drop(Collection<PartitionId> lost) {
        backlog.drop(lost);
    }

    /** Admits nothing more; records that were fetched and not admitted stay with the broker. */
    void close() {
        isClosed = true;
        backlog.clear();
    }

    Admission admission() {
        return admission;
    }

    int waiting() {
        return backlog.size();
    }

    private Optional<Delivery> admissible(PartitionId partition) {
        return backlog.due(partition, clock.instant())
                .filter(head -> admission.table().hasRoom(head.feed()));
    }

    /** Answers whether the record was admitted; it stays where it is while the registry does not answer. */
    private boolean admit(Delivery delivery) {
        if (admission.admit(delivery) == null) {
            backlog.hold(delivery.partition(), registryBackoff.fail(clock.instant()));
            return false;
        }
        registryBackoff.succeed();
        backlog.removeFirst(delivery.partition());
        return true;
    }
}
