package io.judgefleet.worker.kafka.publishing;

import io.judgefleet.schemas.wire.RegistryUnavailableException;
import io.judgefleet.schemas.wire.SchemaMissingException;
import io.judgefleet.worker.delivery.InFlightTable;
import io.judgefleet.worker.delivery.InFlightTable.Publication;
import io.judgefleet.worker.delivery.WorkObserver;
import io.judgefleet.worker.engine.CrashMarker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedMemberEpochException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.StaleMemberEpochException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the finished records of the table, and after a failed transaction asks the group what became of it first.
 *
 * <p>The law: a record leaves the table when its outcome is durable together with its offset, and not before. Belongs to
 * the poll thread.
 */
public final class Publishing implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Publishing.class);
    private static final Duration ASK_TIME = Duration.ofSeconds(5);
    private static final int LAST_TRIES = 8;

    private final InFlightTable table;
    private final Writing writing;
    private final Publisher publisher;
    private final Consumer<byte[], byte[]> consumer;
    private final CrashMarker marker;
    private final WorkObserver observer;
    private final InstantSource clock;
    private final int atMost;
    private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));
    private final Stall stall = new Stall();
    private boolean isInDoubt = true;

    public Publishing(
            InFlightTable table,
            Writing writing,
            Publisher publisher,
            Consumer<byte[], byte[]> consumer,
            CrashMarker marker,
            WorkObserver observer,
            InstantSource clock,
            int atMost) {
        this.table = table;
        this.writing = writing;
        this.publisher = publisher;
        this.consumer = consumer;
        this.marker = marker;
        this.observer = observer;
        this.clock = clock;
        this.atMost = atMost;
    }

    /** Ends what an earlier process of this slot left, so that nobody waits for it to time out. */
    public void begin() {
        publisher.recover();
    }

    /** Publishes what can be before partitions go; what fails is given back, for there is no second try. */
    public void publishLast() {
        for (int tries = 0; tries < LAST_TRIES && publish(); tries++) {}
    }

    /** Publishes what can be, or recovers from what failed; says whether there is more to publish. */
    public boolean publish() {
        var publication = table.publication(atMost);
        if (publication.isEmpty()) {
            stall.end();
            return false;
        }
        if (!backoff.isOver(clock.instant())) {
            return false;
        }
        return isInDoubt ? settleDoubt() : publish(publication);
    }

    /** For how long nothing could be published of what waits for it; readable from any thread. */
    public Duration stalled() {
        return stall.age();
    }

    @Override
    public void close() {
        publisher.close();
    }

    private boolean publish(Publication publication) {
        var records = write(publication);
        if (records.isEmpty()) {
            return false;
        }
        long begin = System.nanoTime();
        if (!publisher.publish(
                records.get(), Partitions.offsets(publication.nextOffsets()), consumer.groupMetadata())) {
            fail();
            return false;
        }
        backoff.succeed();
        stall.end();
        settle(publication, Duration.ofNanos(System.nanoTime() - begin));
        return publication.finished().size() == atMost;
    }

    private void settle(Publication publication, Duration publishing) {
        table.settle(publication.nextOffsets());
        publication
                .finished()
                .forEach(entry -> marker.forget(entry.delivery().original().source()));
        observer.published(publication.finished().size(), publishing);
    }

    /** Whoever asks again may be told the same offsets twice; what was committed is settled once. */
    private boolean settleDoubt() {
        if (!publisher.recover()) {
            leaveAlone();
            return false;
        }
        try {
            // Read committed: the answer waits for a transaction that is under way.
            table.settle(Partitions.nextOffsets(consumer.committed(partitionsInFlight(), ASK_TIME)));
            isInDoubt = false;
            return true;
        } catch (WakeupException e) {
            return true;
        } catch (RetriableException
                | UnknownMemberIdException
                | FencedMemberEpochException
                | StaleMemberEpochException e) {
            // A group that does not know us any more tells us so in poll too, and takes what is no longer ours.
            log.atInfo().addKeyValue("error", e.getMessage()).log("committed offsets not known yet");
            leaveAlone();
            return false;
        }
    }

    private Set<TopicPartition> partitionsInFlight() {
        return table.publication(Integer.MAX_VALUE).nextOffsets().keySet().stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.number()))
                .collect(Collectors.toSet());
    }

    private void fail() {
        isInDoubt = true;
        leaveAlone();
        observer.publicationFailed();
    }

    private void leaveAlone() {
        stall.begin();
        backoff.fail(clock.instant());
    }

    /** The records of a publication; nothing while the registry does not answer. */
    private Optional<List<ProducerRecord<byte[], byte[]>>> write(Publication publication) {
        try {
            return Optional.of(writing.write(publication.finished()));
        } catch (RegistryUnavailableException | SchemaMissingException e) {
            leaveAlone();
            observer.registryFailed();
            log.atWarn().addKeyValue("error", e.getMessage()).log("verdicts cannot be encoded");
            return Optional.empty();
        }
    }
}
