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
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.FencedMemberEpochException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.StaleMemberEpochException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the finished records of the table; after a failed transaction it first reads from the group what was committed.
 *
 * <p>The law: a record leaves the table when its outcome is durable together with its offset, and not before. Belongs to
 * the poll thread.
 */
public final class Publishing implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Publishing.class);
    private static final int LAST_TRIES = 8;

    private final InFlightTable table;
    private final Writing writing;
    private final Publisher publisher;
    private final CrashMarker marker;
    private final WorkObserver observer;
    private final InstantSource clock;
    private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));
    private final Stall stall = new Stall();
    private boolean isInDoubt = true;

    public Publishing(Writing writing, Publisher publisher, CrashMarker marker, WorkObserver observer) {
        this.table = writing.table();
        this.writing = writing;
        this.publisher = publisher;
        this.marker = marker;
        this.observer = observer;
        this.clock = writing.clock();
    }

    /** Ends a transaction that an earlier process of this identity left open, so that no reader waits for its timeout. */
    public void begin() {
        publisher.recover();
    }

    /** Publishes what can be published before partitions are revoked; what fails goes back to the group undecided. */
    public void publishLast() {
        for (int tries = 0; tries < LAST_TRIES && publish(); tries++) {}
    }

    /** Publishes what can be published, or recovers from a failure; answers whether more can be published at once. */
    public boolean publish() {
        var publication = table.publication(publisher.atMost());
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
        if (!publisher.publish(records.get(), publication.nextOffsets())) {
            fail();
            return false;
        }
        backoff.succeed();
        stall.end();
        settle(publication, Duration.ofNanos(System.nanoTime() - begin));
        return publication.finished().size() == publisher.atMost();
    }

    private void settle(Publication publication, Duration publishing) {
        table.settle(publication.nextOffsets());
        publication
                .finished()
                .forEach(entry -> marker.forget(entry.delivery().original().source()));
        observer.published(publication.finished().size(), publishing);
    }

    /** Settles what was committed; the same offsets may be read twice and are settled once. */
    private boolean settleDoubt() {
        if (!publisher.recover()) {
            leaveAlone();
            return false;
        }
        try {
            table.settle(publisher.committed(
                    table.publication(Integer.MAX_VALUE).nextOffsets().keySet()));
            isInDoubt = false;
            return true;
        } catch (WakeupException e) {
            return true;
        } catch (RetriableException
                | UnknownMemberIdException
                | FencedMemberEpochException
                | StaleMemberEpochException e) {
            // A group that has removed this member says so in poll too, which then gives back the lost partitions.
            log.atInfo().addKeyValue("error", e.getMessage()).log("committed offsets not known yet");
            leaveAlone();
            return false;
        }
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
