package io.judgefleet.aggregator.kafka;

import io.judgefleet.aggregator.Contribution;
import io.judgefleet.aggregator.Grain;
import io.judgefleet.aggregator.Pane;
import io.judgefleet.aggregator.SliceTally;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Keeps the counts: what a ledger added as it was is subtracted, what it adds as it is is added.
 *
 * <p>Counts are those of the task's partition; readers add up partitions and panes. Stream time, which a restart does not set
 * back, says which panes are kept, so that nothing is subtracted from a pane to which it was never added.
 */
@SuppressWarnings("NullAway.Init") // Kafka calls init before anything else
final class Tallier implements Processor<String, Change, Void, Void> {
    private static final Duration CLEAN_UP_INTERVAL = Duration.ofMinutes(1);

    private ProcessorContext<Void, Void> context;
    private KeyValueStore<Bytes, SliceTally> tallies;

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        this.context = context;
        tallies = context.getStateStore(Stores.TALLIES);
        context.schedule(CLEAN_UP_INTERVAL, PunctuationType.WALL_CLOCK_TIME, now -> deleteOldPanes());
    }

    @Override
    public void process(Record<String, Change> record) {
        var before = record.value().before().contributions();
        var after = record.value().after().contributions();
        apply(before, after, SliceTally::without);
        apply(after, before, SliceTally::merge);
    }

    /** Applies what the other side does not have as well. */
    private void apply(List<Contribution> side, List<Contribution> other, BinaryOperator<SliceTally> operation) {
        var changed = new ArrayList<>(side);
        other.forEach(changed::remove);
        for (var contribution : changed) {
            for (var pane : Pane.at(contribution.time(), now())) {
                var key = SliceFormat.key(pane, contribution.slice());
                var tally = Optional.ofNullable(tallies.get(key)).orElseGet(SliceTally::empty);
                put(key, operation.apply(tally, contribution.tally()));
            }
        }
    }

    private void put(Bytes key, SliceTally tally) {
        if (tally.isEmpty()) {
            tallies.delete(key);
        } else {
            tallies.put(key, tally);
        }
    }

    private void deleteOldPanes() {
        if (context.currentStreamTimeMs() < 0) {
            return; // nothing was ever read
        }
        var old = new ArrayList<Bytes>();
        for (var grain : Grain.values()) {
            grain.keptSince(now()).ifPresent(since -> collectBefore(grain.paneAt(since), old));
        }
        old.forEach(tallies::delete);
    }

    private void collectBefore(Pane firstKept, List<Bytes> old) {
        var first = new Pane(firstKept.grain(), Instant.EPOCH);
        try (var rows = tallies.range(SliceFormat.prefix(first), SliceFormat.prefix(firstKept))) {
            rows.forEachRemaining(row -> old.add(row.key));
        }
    }

    private Instant now() {
        return Instant.ofEpochMilli(context.currentStreamTimeMs());
    }
}
