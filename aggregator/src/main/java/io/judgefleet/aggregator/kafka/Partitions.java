package io.judgefleet.aggregator.kafka;

import io.judgefleet.aggregator.AnsweredRequest;
import io.judgefleet.aggregator.CountsUnavailableException;
import io.judgefleet.aggregator.IntakeTally;
import io.judgefleet.aggregator.Pane;
import io.judgefleet.aggregator.PartitionCounts;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * All partitions as readers see them.
 *
 * <p>Every method throws {@link CountsUnavailableException} where a part is missing: a part would look like the whole.
 */
interface Partitions {
    /** What became of the records of all partitions. */
    IntakeTally intake();

    /** The counts of each partition, of other panes than these perhaps too. */
    Collection<PartitionCounts> holding(Collection<Pane> panes);

    /** Which verdict answered a request last. */
    Optional<AnsweredRequest> answered(String requestId, Instant now);
}
