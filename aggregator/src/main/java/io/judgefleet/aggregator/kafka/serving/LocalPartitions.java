package io.judgefleet.aggregator.kafka.serving;

import io.judgefleet.aggregator.counts.AnsweredRequest;
import io.judgefleet.aggregator.counts.CountsUnavailableException;
import io.judgefleet.aggregator.counts.Pane;
import io.judgefleet.aggregator.counts.PartitionCounts;
import io.judgefleet.aggregator.kafka.serving.PeerInstances.IntakePart;
import io.judgefleet.aggregator.kafka.stores.OpenStores;
import io.judgefleet.aggregator.slice.IntakeTally;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** The partitions that this process serves. */
public final class LocalPartitions {
    private final OpenStores stores;
    private final Duration horizon;

    public LocalPartitions(OpenStores stores, Duration horizon) {
        this.stores = stores;
        this.horizon = horizon;
    }

    /** Their counts, by partition. */
    Map<Integer, PartitionCounts> counts() {
        return stores.served().partitions();
    }

    /** A copy of what these panes hold, by partition. */
    Map<Integer, PartitionCounts.Part> parts(Collection<Pane> panes) {
        return stores.served().parts(panes);
    }

    /** What became of the records of those partitions. */
    IntakePart intake() {
        var numbers = counts().keySet();
        var sum = IntakeTally.empty();
        try (var rows = stores.intake().all()) {
            while (rows.hasNext()) {
                sum = sum.merge(rows.next().value);
            }
        }
        if (!counts().keySet().equals(numbers)) {
            throw new CountsUnavailableException("partitions move between aggregators");
        }
        return new IntakePart(numbers, sum);
    }

    Optional<AnsweredRequest> answered(String requestId, Instant now) {
        var last = Optional.<AnsweredRequest>empty();
        // A broker's clock may be ahead of ours.
        try (var rows = stores.requests().fetch(requestId, now.minus(horizon), now.plus(horizon))) {
            while (rows.hasNext()) {
                last = Optional.of(rows.next().value);
            }
        }
        return last;
    }
}
