package io.judgefleet.aggregator.kafka.serving;

import io.judgefleet.aggregator.counts.AnsweredRequest;
import io.judgefleet.aggregator.counts.CountsUnavailableException;
import io.judgefleet.aggregator.counts.Pane;
import io.judgefleet.aggregator.counts.PartitionCounts;
import io.judgefleet.aggregator.slice.IntakeTally;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * All partitions as readers see them.
 *
 * <p>Every method throws {@link CountsUnavailableException} where a part is missing: a part would look like the whole.
 */
public interface Partitions {
    /** What became of the records of all partitions. */
    IntakeTally intake();

    /** The counts of each partition, of other panes than these perhaps too. */
    Collection<PartitionCounts> holding(Collection<Pane> panes);

    /** Which verdict answered a request last. */
    Optional<AnsweredRequest> answered(String requestId, Instant now);
}
