package io.judgefleet.aggregator.kafka;

import io.judgefleet.aggregator.AnsweredRequest;
import io.judgefleet.aggregator.CountsUnavailableException;
import io.judgefleet.aggregator.IntakeTally;
import io.judgefleet.aggregator.Pane;
import io.judgefleet.aggregator.PartitionCounts;
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
interface Neighbours extends AutoCloseable {
    /** What became of the records of those partitions. */
    record IntakePart(Set<Integer> partitions, IntakeTally intake) {}

    IntakePart intake(URI other);

    /** The counts of these panes, by partition. */
    Map<Integer, PartitionCounts> counts(URI other, Collection<Pane> panes);

    Optional<AnsweredRequest> answered(URI other, String requestId, Instant now);

    @Override
    void close();
}
