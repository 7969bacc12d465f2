package io.judgefleet.aggregator.kafka;

import io.judgefleet.aggregator.counts.AnsweredRequest;
import io.judgefleet.aggregator.counts.Pane;
import io.judgefleet.aggregator.counts.PartitionCounts;
import io.judgefleet.aggregator.kafka.serving.PeerInstances;
import java.net.URI;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Nobody to ask. */
enum NoNeighbours implements PeerInstances {
    INSTANCE;

    @Override
    public IntakePart intake(URI other) {
        throw new AssertionError("expected to be asked for nothing, found " + other);
    }

    @Override
    public Map<Integer, PartitionCounts> counts(URI other, Collection<Pane> panes) {
        throw new AssertionError("expected to be asked for nothing, found " + other);
    }

    @Override
    public Optional<AnsweredRequest> answered(URI other, String requestId, Instant now) {
        throw new AssertionError("expected to be asked for nothing, found " + other);
    }

    @Override
    public void close() {}
}
