package io.judgefleet.faults.audit;

import io.judgefleet.faults.FaultKind;
import io.judgefleet.faults.InjectedFault;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How the fleet came back after one fault.
 *
 * @param firstOutcome from the beginning of the fault to the first outcome that a reader saw after it
 * @param longestWait the longest that any request waited for its outcome, counted from the beginning of the fault or from
 *     its own arrival, if it came while the fault lasted or in the seconds after it
 */
public record Recovered(FaultKind kind, Optional<Duration> firstOutcome, Optional<Duration> longestWait) {
    private static final Duration AFTERMATH = Duration.ofSeconds(3);

    /** One for each fault of a run. */
    public static List<Recovered> of(Evidence evidence) {
        var waits = waits(evidence);
        return evidence.histories().faults().stream()
                .map(fault -> new Recovered(fault.kind(), firstOutcome(fault, waits), longestWait(fault, waits)))
                .toList();
    }

    private static Optional<Duration> firstOutcome(InjectedFault fault, List<Wait> waits) {
        return waits.stream()
                .map(Wait::seen)
                .filter(seen -> seen.isAfter(fault.from()))
                .min(Comparator.naturalOrder())
                .map(seen -> Duration.between(fault.from(), seen));
    }

    private static Optional<Duration> longestWait(InjectedFault fault, List<Wait> waits) {
        var end = fault.to().plus(AFTERMATH);
        return waits.stream()
                .filter(wait ->
                        wait.seen().isAfter(fault.from()) && wait.arrived().isBefore(end))
                .map(wait -> Duration.between(later(wait.arrived(), fault.from()), wait.seen()))
                .max(Comparator.naturalOrder());
    }

    /** First deliveries only: a retry waits on purpose. */
    private static List<Wait> waits(Evidence evidence) {
        var ledger = new Ledger(evidence);
        var seen = evidence.histories().seen();
        return evidence.topics().deliveries().stream()
                .filter(delivered -> !delivered.isRetry())
                .flatMap(delivered -> ledger
                        .outcome(delivered)
                        .map(outcome ->
                                new Wait(delivered.appendedAt(), seen.getOrDefault(outcome.at(), outcome.appendedAt())))
                        .stream())
                .toList();
    }

    private static Instant later(Instant first, Instant second) {
        return first.isAfter(second) ? first : second;
    }

    private record Wait(Instant arrived, Instant seen) {}
}
