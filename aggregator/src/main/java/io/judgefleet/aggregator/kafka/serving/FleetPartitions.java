package io.judgefleet.aggregator.kafka.serving;

import io.judgefleet.aggregator.counts.AnsweredRequest;
import io.judgefleet.aggregator.counts.CountsUnavailableException;
import io.judgefleet.aggregator.counts.Pane;
import io.judgefleet.aggregator.counts.PartitionCounts;
import io.judgefleet.aggregator.slice.IntakeTally;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The partitions of this process and those of the other aggregators of the same application id, asked for over HTTP. */
public final class FleetPartitions implements Partitions {
    private final LocalPartitions local;
    private final Supplier<List<URI>> others;
    private final PeerInstances peers;
    private final int partitions;

    /** @param others addresses of the other aggregators that have partitions now */
    public FleetPartitions(LocalPartitions local, Supplier<List<URI>> others, PeerInstances peers, int partitions) {
        this.local = local;
        this.others = others;
        this.peers = peers;
        this.partitions = partitions;
    }

    @Override
    public IntakeTally intake() {
        var ours = local.intake();
        var found = new HashSet<>(ours.partitions());
        var sum = ours.intake();
        for (var other : others.get()) {
            var part = peers.intake(other);
            requireNew(found, part.partitions());
            sum = sum.merge(part.intake());
        }
        requireAll(found);
        return sum;
    }

    @Override
    public Collection<PartitionCounts> holding(Collection<Pane> panes) {
        var ours = local.counts();
        var found = new HashSet<>(ours.keySet());
        var counts = new ArrayList<>(ours.values());
        for (var other : others.get()) {
            var part = peers.counts(other, panes);
            requireNew(found, part.keySet());
            counts.addAll(part.values());
        }
        requireAll(found);
        return counts;
    }

    @Override
    public Optional<AnsweredRequest> answered(String requestId, Instant now) {
        var answer = local.answered(requestId, now);
        if (answer.isPresent()) {
            return answer;
        }
        for (var other : others.get()) {
            var found = peers.answered(other, requestId, now);
            if (found.isPresent()) {
                return found;
            }
        }
        intake(); // that nobody knows it says something only if all were asked
        return Optional.empty();
    }

    private static void requireNew(Set<Integer> found, Set<Integer> more) {
        for (var partition : more) {
            if (!found.add(partition)) {
                throw new CountsUnavailableException("partition %d moves between aggregators".formatted(partition));
            }
        }
    }

    private void requireAll(Set<Integer> found) {
        if (found.size() < partitions) {
            throw new CountsUnavailableException(
                    "expected all %d partitions among the aggregators, found %d".formatted(partitions, found.size()));
        }
    }
}
