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
 * deliveries, and the worker completes it when it wakes. It is told by its records: in each partition they go on, without the
 * gap that a transaction's marker leaves, from what the worker had written before it woke.
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
        return late.stream().map(Judged::at).collect(groupingBy(Position::topicPartition)).values().stream()
                .allMatch(run -> goesOn(early, run));
    }

    private static boolean goesOn(Set<Position> early, List<Position> run) {
        var offsets = run.stream().mapToLong(Position::offset).summaryStatistics();
        var before = new Position(run.getFirst().topic(), run.getFirst().partition(), offsets.getMin() - 1);
        return offsets.getMax() - offsets.getMin() + 1 == run.size() && early.contains(before);
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
