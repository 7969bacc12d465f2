package io.judgefleet.worker.kafka;

import io.judgefleet.schemas.wire.RegistryUnavailableException;
import io.judgefleet.worker.delivery.Delivery;
import io.judgefleet.worker.delivery.Feed;
import io.judgefleet.worker.delivery.InFlightTable;
import io.judgefleet.worker.delivery.PartitionId;
import io.judgefleet.worker.delivery.RequestHandler.Handled;
import io.judgefleet.worker.delivery.Work;
import io.judgefleet.worker.delivery.WorkObserver;
import io.judgefleet.worker.engine.FairQueue;
import io.judgefleet.worker.kafka.publishing.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets fetched records in: each is read, admitted to the table and given to the engine's queue or settled at once.
 *
 * <p>Belongs to the poll thread.
 */
final class Intake {
    private static final Logger log = LoggerFactory.getLogger(Intake.class);

    // Long prompts take a while to tokenize; the loop has other things to do in between.
    private static final Duration LONGEST_ROUND = Duration.ofMillis(200);

    private final DeliveryReader reader;
    private final Admission admission;
    private final InFlightTable table;
    private final FairQueue queue;
    private final WorkObserver observer;
    private final InstantSource clock;
    private final Backlog backlog = new Backlog();
    private final Backoff registryBackoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));
    private boolean isClosed;

    Intake(
            DeliveryReader reader,
            Admission admission,
            InFlightTable table,
            FairQueue queue,
            WorkObserver observer,
            InstantSource clock) {
        this.reader = reader;
        this.admission = admission;
        this.table = table;
        this.queue = queue;
        this.observer = observer;
        this.clock = clock;
    }

    void receive(Iterable<ConsumerRecord<byte[], byte[]>> records) {
        if (!isClosed) {
            records.forEach(received -> backlog.add(reader.read(received)));
        }
    }

    /** Admits what is due while there is room, a record of each partition in turn; says whether there is more to admit. */
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
        return isClosed || backlog.has(partition) || !table.hasRoom(feed);
    }

    /** Forgets what was fetched of partitions that went to another worker. */
    void drop(Collection<PartitionId> lost) {
        backlog.drop(lost);
    }

    /** Lets nothing in any more; what was not admitted stays with the broker. */
    void close() {
        isClosed = true;
        backlog.clear();
    }

    int waiting() {
        return backlog.size();
    }

    private Optional<Delivery> admissible(PartitionId partition) {
        return backlog.due(partition, clock.instant()).filter(head -> table.hasRoom(head.feed()));
    }

    /** Says whether the record was admitted; it stays where it is while the registry does not answer. */
    private boolean admit(Delivery delivery) {
        try {
            var handled = admission.handle(delivery);
            registryBackoff.succeed();
            backlog.removeFirst(delivery.partition());
            admit(delivery, handled);
            return true;
        } catch (RegistryUnavailableException e) {
            Instant until = registryBackoff.fail(clock.instant());
            backlog.hold(delivery.partition(), until);
            observer.registryFailed();
            log.atWarn().addKeyValue("error", e.getMessage()).log("schema registry did not answer");
            return false;
        }
    }

    private void admit(Delivery delivery, Handled handled) {
        var entry = table.admit(delivery);
        switch (handled) {
            case Handled.Settled(var outcome) -> table.finish(entry, outcome);
            case Handled.Ready(var request, var task) -> {
                table.weigh(entry, task.tokens());
                queue.add(new Work(entry, request, task));
            }
        }
    }
}
