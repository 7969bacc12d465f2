package io.judgefleet.faults.audit;

import static java.util.stream.Collectors.groupingBy;

import io.judgefleet.faults.load.CommittedOffsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Holds committed offsets against the outcomes that they stand for. */
final class OffsetAudit {
    private final Ledger ledger;
    private final Map<String, List<Delivered>> partitions;

    OffsetAudit(Ledger ledger) {
        this.ledger = ledger;
        this.partitions = ledger.evidence().topics().deliveries().stream()
                .sorted(Comparator.comparingLong(delivered -> delivered.at().offset()))
                .collect(groupingBy(delivered -> delivered.at().topicPartition()));
    }

    /** Each sample answers for the deliveries that no earlier one had passed. */
    Finding offsetsBehindOutcomes() {
        var violations = new ArrayList<String>();
        long checked = 0;
        var passed = new TreeMap<String, Integer>();
        for (var sample : ledger.evidence().histories().committed()) {
            for (var committed : sample.committed().entrySet()) {
                var records = partitions.getOrDefault(committed.getKey(), List.of());
                int next = passed.getOrDefault(committed.getKey(), 0);
                for (; next < records.size() && records.get(next).at().offset() < committed.getValue(); next++) {
                    checked++;
                    if (isAhead(sample, records.get(next))) {
                        violations.add("%s was committed to %d before the outcome of %s was written"
                                .formatted(
                                        committed.getKey(),
                                        committed.getValue(),
                                        records.get(next).key()));
                    }
                }
                passed.put(committed.getKey(), next);
            }
        }
        return new Finding(Promise.OFFSETS_BEHIND_OUTCOMES, checked, violations);
    }

    Finding noStuckPartition() {
        var committed = ledger.evidence().topics().committed();
        var violations = new ArrayList<String>();
        partitions.forEach((name, records) -> {
            long end = records.getLast().at().offset() + 1;
            long reached = committed.getOrDefault(name, 0L);
            if (reached < end) {
                violations.add("%s is committed to %d of %d".formatted(name, reached, end));
            }
        });
        return new Finding(Promise.NO_STUCK_PARTITION, partitions.size(), violations);
    }

    private boolean isAhead(CommittedOffsets sample, Delivered delivered) {
        if (ledger.evidence().isSkipped(delivered)) {
            return false;
        }
        return ledger.outcome(delivered)
                .map(Outcome::at)
                .map(at -> at.offset() >= sample.outcomeEnds().getOrDefault(at.topicPartition(), 0L))
                .orElse(true);
    }
}
