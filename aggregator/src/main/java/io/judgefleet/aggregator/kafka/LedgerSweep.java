package io.judgefleet.aggregator.kafka;

import io.judgefleet.aggregator.kafka.format.SliceFormat;
import io.judgefleet.aggregator.ledger.Contribution;
import io.judgefleet.aggregator.ledger.Ledger;
import io.judgefleet.aggregator.slice.SliceSums;
import io.judgefleet.aggregator.slice.SliceTally;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Forgets verdicts whose copies would be late, a bounded number of ledgers at a time, round and round; what they counted goes to
 * the archive.
 */
final class LedgerSweep {
    private static final int LEDGERS_AT_A_TIME = 5_000;

    private final KeyValueStore<String, Ledger> ledgers;
    private final KeyValueStore<Bytes, SliceTally> archive;
    private @Nullable String next;

    LedgerSweep(KeyValueStore<String, Ledger> ledgers, KeyValueStore<Bytes, SliceTally> archive) {
        this.ledgers = ledgers;
        this.archive = archive;
    }

    void forgetBefore(Instant time) {
        var old = old(time);
        if (old.isEmpty()) {
            return;
        }
        var sums = new SliceSums();
        for (var row : old) {
            var kept = row.value.forgetting(time);
            forgotten(row.value, kept)
                    .forEach(verdict -> sums.add(verdict.slice(), verdict.code().tally()));
            put(row.key, kept);
        }
        sums.tallies().forEach((slice, tally) -> addToArchive(SliceFormat.key(slice), tally));
    }

    private List<KeyValue<String, Ledger>> old(Instant time) {
        var old = new ArrayList<KeyValue<String, Ledger>>();
        try (var rows = ledgers.range(next, null)) {
            for (var left = LEDGERS_AT_A_TIME; left > 0 && rows.hasNext(); left--) {
                var row = rows.next();
                if (row.value.forgetting(time) != row.value) {
                    old.add(row);
                }
            }
            next = rows.hasNext() ? rows.peekNextKey() : null;
        }
        return old;
    }

    private static List<Contribution> forgotten(Ledger before, Ledger after) {
        var forgotten = new ArrayList<>(before.contributions());
        after.contributions().forEach(forgotten::remove);
        return forgotten;
    }

    private void addToArchive(Bytes slice, SliceTally tally) {
        archive.put(
                slice,
                Optional.ofNullable(archive.get(slice))
                        .orElseGet(SliceTally::empty)
                        .merge(tally));
    }

    private void put(String comparisonId, Ledger ledger) {
        if (ledger.isEmpty()) {
            ledgers.delete(comparisonId);
        } else {
            ledgers.put(comparisonId, ledger);
        }
    }
}
