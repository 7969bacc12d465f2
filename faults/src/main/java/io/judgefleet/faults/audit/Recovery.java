package io.judgefleet.faults.audit;

import io.judgefleet.faults.FaultKind;
import io.judgefleet.faults.InjectedFault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How the fleet came back after the faults of one kind.
 *
 * @param firstOutcome from the beginning of the fault to the first outcome that a reader saw after it
 * @param longestWait the longest that any request waited for its outcome, counted from the beginning of the fault or from
 *     its own arrival, if it came while the fault lasted or in the seconds after it
 */
public record Recovery(FaultKind kind, int faults, Spread firstOutcome, Spread longestWait) {
    private static final Duration AFTERMATH = Duration.ofSeconds(3);

    /** Median, 99th percentile and largest of some durations; zero where there are none. */
    public record Spread(Duration median, Duration p99, Duration max) {
        static Spread of(List<Duration> durations) {
            var sorted = durations.stream().sorted().toList();
            return sorted.isEmpty()
                    ? new Spread(Duration.ZERO, Duration.ZERO, Duration.ZERO)
                    : new Spread(quantile(sorted, 0.5), quantile(sorted, 0.99), sorted.getLast());
        }

        private static Duration quantile(List<Duration> sorted, double share) {
            return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
        }
    }

    /** One row for each kind of fault that occurred. */
    public static List<Recovery> of(Evidence evidence) {
        var waits = waits(evidence);
        Map<FaultKind, List<InjectedFault>> byKind = new TreeMap<>();
        evidence.histories().faults().forEach(fault -> byKind.computeIfAbsent(fault.kind(), kind -> new ArrayList<>())
                .add(fault));
        return byKind.entrySet().stream()
                .map(entry -> recovery(entry.getKey(), entry.getValue(), waits))
                .toList();
    }

    private static Recovery recovery(FaultKind kind, List<InjectedFault> faults, List<Wait> waits) {
        return new Recovery(
                kind,
                faults.size(),
                Spread.of(faults.stream()
                        .flatMap(fault -> firstOutcome(fault, waits).stream())
                        .toList()),
                Spread.of(faults.stream()
                        .flatMap(fault -> longestWait(fault, waits).stream())
                        .toList()));
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
                .filter(wait -> wait.seen().isAfter(fault.from()) && wait.arrived().isBefore(end))
                .map(wait -> Duration.between(later(wait.arrived(), fault.from()), wait.seen()))
                .max(Comparator.naturalOrder());
    }

    /** First deliveries only: a retry waits on purpose. */
    private static List<Wait> waits(Evidence evidence) {
        var ledger = new Ledger(evidence);
        var seen = evidence.histories().seen();
        return evidence.topics().deliveries().stream()
                .filter(delivered -> !delivered.isRetry())
                .flatMap(delivered -> ledger.outcome(delivered)
                        .map(outcome -> new Wait(
                                delivered.appendedAt(), seen.getOrDefault(outcome.at(), outcome.appendedAt())))
                        .stream())
                .toList();
    }

    private static Instant later(Instant first, Instant second) {
        return first.isAfter(second) ? first : second;
    }

    private record Wait(Instant arrived, Instant seen) {}
}
