package io.judgefleet.aggregator.kafka;

import io.judgefleet.aggregator.Ledger;
import java.time.Instant;
import java.util.ArrayList;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Forgets verdicts whose copies would be late, a bounded number of ledgers at a time, round and round. */
final class LedgerSweep {
    private static final int LEDGERS_AT_A_TIME = 5_000;

    private final KeyValueStore<String, Ledger> ledgers;
    private @Nullable String next;

    LedgerSweep(KeyValueStore<String, Ledger> ledgers) {
        this.ledgers = ledgers;
    }

    void forgetBefore(Instant time) {
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
        old.forEach(row -> put(row.key, row.value.forgetting(time)));
    }

    private void put(String comparisonId, Ledger ledger) {
        if (ledger.isEmpty()) {
            ledgers.delete(comparisonId);
        } else {
            ledgers.put(comparisonId, ledger);
        }
    }
}
