package io.judgefleet.aggregator.kafka;

import io.judgefleet.aggregator.AnsweredRequest;
import io.judgefleet.aggregator.Counts;
import io.judgefleet.aggregator.IntakeTally;
import io.judgefleet.aggregator.Pane;
import io.judgefleet.aggregator.Slice;
import io.judgefleet.aggregator.SliceTally;
import io.judgefleet.aggregator.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;

/** Counts added up over the partitions and panes in the state stores of this process. */
final class StoreCounts implements Counts {
    private final OpenStores stores;
    private final Duration horizon;

    StoreCounts(OpenStores stores, Duration horizon) {
        this.stores = stores;
        this.horizon = horizon;
    }

    @Override
    public IntakeTally intake() {
        var sum = IntakeTally.empty();
        try (var rows = stores.intake().all()) {
            while (rows.hasNext()) {
                sum = sum.merge(rows.next().value);
            }
        }
        return sum;
    }

    @Override
    public Map<Slice, SliceTally> slices(Window window, Instant now) {
        var byKey = new HashMap<Bytes, SliceTally>();
        window.panes(now).forEach(pane -> addPane(pane, byKey));
        var slices = new HashMap<Slice, SliceTally>();
        byKey.forEach((slice, tally) -> slices.put(SliceFormat.slice(slice), tally));
        return slices;
    }

    @Override
    public Optional<AnsweredRequest> answered(String requestId, Instant now) {
        var last = Optional.<AnsweredRequest>empty();
        // A broker's clock may be ahead of ours.
        try (var rows = stores.requests().fetch(requestId, now.minus(horizon), now.plus(horizon))) {
            while (rows.hasNext()) {
                last = Optional.of(rows.next().value);
            }
        }
        return last;
    }

    private void addPane(Pane pane, Map<Bytes, SliceTally> sums) {
        try (var rows = stores.tallies()
                .prefixScan(SliceFormat.prefix(pane), Serdes.Bytes().serializer())) {
            rows.forEachRemaining(row -> sums.merge(SliceFormat.withoutPane(row.key), row.value, SliceTally::merge));
        }
    }
}
