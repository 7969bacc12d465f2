package io.judgefleet.faults.audit;

import static java.util.stream.Collectors.groupingBy;

import io.judgefleet.faults.FaultKind;
import io.judgefleet.faults.InjectedFault;
import io.judgefleet.faults.Victim;
import io.judgefleet.faults.audit.Outcome.Dead;
import io.judgefleet.faults.audit.Outcome.Judged;
import io.judgefleet.faults.load.Acknowledged;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Holds the evidence of a run against the promises. */
public final class Auditor {
    private static final int SIGTERM = 15;
    private static final int SIGABRT = 6;

    /** By how much a broker's clock, which stamps outcomes, may differ from a worker's on the same machine. */
    private static final Duration CLOCKS = Duration.ofMillis(50);

    /** How long after a fault the cluster may still be busy with it. */
    private static final Duration AFTERMATH = Duration.ofSeconds(15);

    /** A worker that is told to end while it starts has not begun anything; one that aborts is another fault's doing. */
    private static final Set<String> DRAINED =
            Set.of(InjectedFault.exit(0), InjectedFault.exit(128 + SIGTERM), InjectedFault.exit(128 + SIGABRT));

    private static final String LEFT_BEHIND = InjectedFault.exit(3);

    private final Evidence evidence;
    private final Ledger ledger;
    private final Map<Position, Delivered> delivered;

    private Auditor(Evidence evidence) {
        this.evidence = evidence;
        this.ledger = new Ledger(evidence);
        this.delivered = byKey(evidence.topics().deliveries(), Delivered::at);
    }

    /** What was found, one finding for each promise. */
    public static List<Finding> audit(Evidence evidence) {
        var auditor = new Auditor(evidence);
        return Stream.of(Promise.values()).map(auditor::examine).toList();
    }

    private Finding examine(Promise promise) {
        return switch (promise) {
            case ACKNOWLEDGED_KEPT -> acknowledgedKept();
            case NOTHING_LOST -> nothingLost();
            case NOTHING_TWICE -> nothingTwice();
            case VERDICT_IDS_UNIQUE -> verdictIdsUnique();
            case OFFSETS_BEHIND_OUTCOMES -> new OffsetAudit(ledger).offsetsBehindOutcomes();
            case NO_STUCK_PARTITION -> new OffsetAudit(ledger).noStuckPartition();
            case COUNTED_ONCE -> countedOnce();
            case ZOMBIES_SILENT -> zombiesSilent();
            case DEAD_LETTERS_WHOLE -> deadLettersWhole();
            case RETRIES_IN_TIME -> retriesInTime();
            case SIGTERM_DRAINS -> sigtermDrains();
            case ABORTED_UNSEEN -> abortedUnseen();
        };
    }

    private Finding acknowledgedKept() {
        return finding(Promise.ACKNOWLEDGED_KEPT, evidence.histories().acknowledged(), this::loss);
    }

    private Optional<String> loss(Acknowledged acknowledged) {
        var at = new Position(acknowledged.topic(), acknowledged.partition(), acknowledged.offset());
        var found = delivered.get(at);
        boolean isThere = found != null
                && acknowledged.requestId().map(found.key().request()::equals).orElse(true);
        return isThere
                ? Optional.empty()
                : Optional.of("expected %s at %s, found %s"
                        .formatted(
                                acknowledged.requestId().orElse("a record"),
                                at,
                                found == null ? "nothing" : found.key().request()));
    }

    private Finding nothingLost() {
        var undecided = ledger.undecided().stream()
                .map(lost -> "%s at %s has no outcome".formatted(lost.key(), lost.at()))
                .toList();
        return new Finding(Promise.NOTHING_LOST, evidence.topics().deliveries().size(), undecided);
    }

    private Finding nothingTwice() {
        var surplus = ledger.surplus().stream()
                .map(extra -> "%s has one more outcome at %s".formatted(extra.key(), extra.at()))
                .toList();
        return new Finding(Promise.NOTHING_TWICE, evidence.topics().outcomes().size(), surplus);
    }

    private Finding verdictIdsUnique() {
        var byId = judged().collect(groupingBy(Judged::verdictId));
        return finding(Promise.VERDICT_IDS_UNIQUE, byId.entrySet(), entry -> {
            int submitted = ledger.submissions(entry.getValue().getFirst().key().request());
            return entry.getValue().size() <= submitted
                    ? Optional.empty()
                    : Optional.of("verdict %s stands %d times for %d submissions"
                            .formatted(entry.getKey(), entry.getValue().size(), submitted));
        });
    }

    private Finding countedOnce() {
        long distinct = judged().map(Judged::verdictId).distinct().count();
        long all = judged().count();
        return finding(
                Promise.COUNTED_ONCE,
                evidence.counted().stream().toList(),
                counted -> counted.counted() == distinct && counted.read() == all
                        ? Optional.empty()
                        : Optional.of("expected %d verdicts read and %d counted, found %s"
                                .formatted(all, distinct, counted)));
    }

    private Finding zombiesSilent() {
        var zombies = faults(FaultKind.WORKER_PAUSE)
                .filter(fault -> fault.result().equals(Optional.of(InjectedFault.EVICTED)))
                .toList();
        return finding(
                Promise.ZOMBIES_SILENT,
                zombies,
                zombie -> new ZombieAudit(zombie, judged().toList())
                        .published()
                        .map(judged -> "%s published %s from before it was frozen at %s"
                                .formatted(zombie.target(), judged.at(), zombie.from())));
    }

    private Finding deadLettersWhole() {
        var letters = evidence.topics().outcomes().stream()
                .filter(Dead.class::isInstance)
                .map(Dead.class::cast)
                .toList();
        return finding(Promise.DEAD_LETTERS_WHOLE, letters, letter -> {
            var original = delivered.get(letter.source());
            boolean isWhole = original != null && original.digest().equals(letter.digest());
            return isWhole
                    ? Optional.empty()
                    : Optional.of(
                            "dead letter %s differs from the record at %s".formatted(letter.at(), letter.source()));
        });
    }

    private Finding retriesInTime() {
        var retries = evidence.topics().deliveries().stream()
                .filter(Delivered::isRetry)
                .toList();
        return finding(Promise.RETRIES_IN_TIME, retries, retry -> {
            if (retry.key().count() > evidence.rules().maxDeliveries()) {
                return Optional.of("%s is beyond the last delivery".formatted(retry.key()));
            }
            return ledger.outcome(retry)
                    .filter(outcome -> isEarly(retry, outcome))
                    .map(outcome -> "%s fell due at %s and was decided at %s"
                            .formatted(retry.key(), retry.notBefore(), outcome.appendedAt()));
        });
    }

    private static boolean isEarly(Delivered retry, Outcome outcome) {
        return retry.notBefore()
                .filter(due -> outcome.appendedAt().plus(CLOCKS).isBefore(due))
                .isPresent();
    }

    private Finding sigtermDrains() {
        var stops = faults(FaultKind.WORKER_STOP)
                .filter(stop -> stop.result().isPresent())
                .toList();
        return finding(
                Promise.SIGTERM_DRAINS,
                stops,
                stop -> hasEndedWell(stop)
                        ? Optional.empty()
                        : Optional.of("%s at %s: %s"
                                .formatted(
                                        stop.target(),
                                        stop.from(),
                                        stop.result().orElse("unknown"))));
    }

    /** With nothing left, or before it had anything, or saying that it had not, when what it writes to was struck too. */
    private boolean hasEndedWell(InjectedFault stop) {
        var result = stop.result().orElse("");
        return DRAINED.contains(result) || (result.equals(LEFT_BEHIND) && isDisturbed(stop));
    }

    private boolean isDisturbed(InjectedFault stop) {
        var begin = stop.from().minus(AFTERMATH);
        return evidence.histories().faults().stream()
                .filter(fault -> fault.kind().victim() == Victim.BROKER
                        || fault.kind().victim() == Victim.REGISTRY
                        || fault.kind().victim() == Victim.GROUP
                        || (fault.target().equals(stop.target()) && fault.kind() != FaultKind.WORKER_STOP))
                .anyMatch(fault -> fault.to().isAfter(begin) && fault.from().isBefore(stop.to()));
    }

    private Finding abortedUnseen() {
        var atRest = byKey(evidence.topics().outcomes(), Outcome::at);
        return finding(
                Promise.ABORTED_UNSEEN,
                evidence.histories().seen().keySet(),
                seen -> atRest.containsKey(seen)
                        ? Optional.empty()
                        : Optional.of("%s was seen and is gone".formatted(seen)));
    }

    private Stream<Judged> judged() {
        return evidence.topics().outcomes().stream()
                .filter(Judged.class::isInstance)
                .map(Judged.class::cast);
    }

    private Stream<InjectedFault> faults(FaultKind kind) {
        return evidence.histories().faults().stream().filter(fault -> fault.kind() == kind);
    }

    private static <T> Finding finding(Promise promise, Collection<T> cases, Function<T, Optional<String>> violation) {
        return new Finding(
                promise,
                cases.size(),
                cases.stream().flatMap(one -> violation.apply(one).stream()).toList());
    }

    /** Of several with the same key the last. */
    private static <K, V> Map<K, V> byKey(List<V> values, Function<V, K> key) {
        return values.stream().collect(Collectors.toMap(key, value -> value, (first, later) -> later, HashMap::new));
    }
}
