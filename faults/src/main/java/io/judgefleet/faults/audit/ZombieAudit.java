package io.judgefleet.faults.audit;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import io.judgefleet.faults.InjectedFault;
import io.judgefleet.faults.audit.Outcome.Judged;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a worker published after it woke without membership, although it had begun it before it was frozen.
 *
 * <p>One transaction is allowed: if the group had taken its offsets while the worker was a member, nobody else gets those
 * deliveries, and the worker completes it when it wakes. It is told by its records: they follow each other without a gap in
 * each partition, for a marker parts two transactions, and somewhere the first of them was written before the worker woke.
 *
 * @param judged all verdicts of the run
 */
record ZombieAudit(InjectedFault zombie, Collection<Judged> judged) {
    /** One of what it published, if it was no such transaction. */
    Optional<Judged> published() {
        var late = own().filter(verdict -> isBegun(verdict) && isLate(verdict)).toList();
        return isEndOfTransaction(late) ? Optional.empty() : late.stream().findFirst();
    }

    private boolean isEndOfTransaction(List<Judged> late) {
        var early = own().filter(verdict -> !isLate(verdict)).map(Judged::at).collect(toSet());
        var runs = late.stream()
                .map(Judged::at)
                .collect(groupingBy(Position::topicPartition))
                .values();
        return runs.stream().allMatch(ZombieAudit::hasNoGap) && runs.stream().anyMatch(run -> goesOn(early, run));
    }

    private static boolean hasNoGap(List<Position> run) {
        var offsets = run.stream().mapToLong(Position::offset).summaryStatistics();
        return offsets.getMax() - offsets.getMin() + 1 == run.size();
    }

    private static boolean goesOn(Set<Position> early, List<Position> run) {
        return run.stream().anyMatch(at -> early.contains(new Position(at.topic(), at.partition(), at.offset() - 1)));
    }

    private Stream<Judged> own() {
        return judged.stream().filter(verdict -> verdict.worker().equals(zombie.target()));
    }

    private boolean isBegun(Judged verdict) {
        return verdict.started().isBefore(zombie.from());
    }

    private boolean isLate(Judged verdict) {
        return verdict.appendedAt().isAfter(zombie.to());
    }
}
