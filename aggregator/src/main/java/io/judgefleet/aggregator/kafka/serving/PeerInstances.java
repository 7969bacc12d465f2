package io.judgefleet.aggregator.kafka.serving;

import io.judgefleet.aggregator.counts.AnsweredRequest;
import io.judgefleet.aggregator.counts.CountsUnavailableException;
import io.judgefleet.aggregator.counts.Pane;
import io.judgefleet.aggregator.counts.PartitionCounts;
import io.judgefleet.aggregator.slice.IntakeTally;
import java.net.URI;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The other aggregators of the same application id, which have the rest of the partitions.
 *
 * <p>Every method throws {@link CountsUnavailableException} where one does not answer.
 */
public interface PeerInstances extends AutoCloseable {
    /** What became of the records of those partitions. */
    record IntakePart(Set<Integer> partitions, IntakeTally intake) {}

    IntakePart intake(URI other);

    /** The counts of these panes, by partition. */
    Map<Integer, PartitionCounts> counts(URI other, Collection<Pane> panes);

    Optional<AnsweredRequest> answered(URI other, String requestId, Instant now);

    @Override
    void close();
}
