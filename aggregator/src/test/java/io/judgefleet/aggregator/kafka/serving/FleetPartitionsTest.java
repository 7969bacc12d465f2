package io.judgefleet.aggregator.kafka.serving;

import static io.judgefleet.aggregator.VerdictFixtures.NOON;
import static io.judgefleet.aggregator.VerdictFixtures.sample;
import static io.judgefleet.aggregator.VerdictFixtures.scored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.judgefleet.aggregator.counts.AnsweredRequest;
import io.judgefleet.aggregator.counts.CountsUnavailableException;
import io.judgefleet.aggregator.counts.Pane;
import io.judgefleet.aggregator.counts.PartitionCounts;
import io.judgefleet.aggregator.counts.Window;
import io.judgefleet.aggregator.kafka.TopologyDriver;
import io.judgefleet.aggregator.kafka.format.PartFormat;
import io.judgefleet.aggregator.ledger.EventTime;
import io.judgefleet.aggregator.slice.IntakeTally;
import io.judgefleet.aggregator.slice.IntakeTally.Kind;
import io.judgefleet.aggregator.slice.SliceTally;
import java.net.URI;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One partition here, and others with a neighbour. */
class FleetPartitionsTest {
    private static final URI NEIGHBOUR = URI.create("http://neighbour:1");

    private final TopologyDriver here = new TopologyDriver(EventTime.APPENDED);
    private final TopologyDriver there = new TopologyDriver(EventTime.APPENDED);

    @BeforeEach
    void judge() {
        here.judged(sample("c1").judged(scored(9, 3), scored(3, 9)));
        there.judged(sample("c2").judged(scored(9, 3), scored(3, 9)));
        there.judged(sample("c3").in("zoo", "").judged(scored(9, 3), scored(3, 9)));
    }

    @AfterEach
    void close() {
        here.close();
        there.close();
    }

    @Test
    void shouldAddUpPartitionsWhereverTheyAre() {
        var counts = new StoreCounts(partitions(1, 2));

        assertThat(counts.intake().count(Kind.VERDICT_COUNTED)).isEqualTo(3);
        assertThat(counts.slices(Window.ALL, NOON).values())
                .extracting(SliceTally::verdicts)
                .containsExactlyInAnyOrder(2L, 1L);
        var request = sample("c2").judged(scored(9, 3), scored(3, 9)).origin().requestId();
        assertThat(counts.answered(request.value(), NOON)).isPresent();
        assertThat(counts.answered("unknown", NOON)).isEmpty();
    }

    @Test
    void shouldRefuseWhenPartitionIsMissing() {
        var counts = new StoreCounts(partitions(1, 3));

        assertThatThrownBy(() -> counts.slices(Window.ALL, NOON))
                .isInstanceOf(CountsUnavailableException.class)
                .hasMessageContaining("all 3 partitions among the aggregators, found 2");
        assertThatThrownBy(() -> counts.answered("unknown", NOON)).isInstanceOf(CountsUnavailableException.class);
    }

    @Test
    void shouldRefuseWhenBothHavePartition() {
        var counts = new StoreCounts(partitions(0, 2));

        assertThatThrownBy(counts::intake)
                .isInstanceOf(CountsUnavailableException.class)
                .hasMessageContaining("partition 0 moves");
    }

    /** @param number under which the neighbour serves its partition */
    private FleetPartitions partitions(int number, int all) {
        var local = new LocalPartitions(here, TopologyDriver.HORIZON);
        return new FleetPartitions(local, () -> List.of(NEIGHBOUR), new Neighbour(number), all);
    }

    /** The other driver, as if over HTTP. */
    private final class Neighbour implements PeerInstances {
        private final LocalPartitions partitions = new LocalPartitions(there, TopologyDriver.HORIZON);
        private final int number;

        Neighbour(int number) {
            this.number = number;
        }

        @Override
        public IntakePart intake(URI other) {
            IntakeTally intake = partitions.intake().intake();
            return new IntakePart(Set.of(number), intake);
        }

        @Override
        public Map<Integer, PartitionCounts> counts(URI other, Collection<Pane> panes) {
            var part = partitions.parts(panes).values().iterator().next();
            return PartFormat.counts(PartFormat.toBytes(Map.of(number, part)));
        }

        @Override
        public Optional<AnsweredRequest> answered(URI other, String requestId, Instant now) {
            return partitions.answered(requestId, now);
        }

        @Override
        public void close() {}
    }
}
