package io.judgefleet.faults.audit;

import static io.judgefleet.faults.audit.EvidenceFixtures.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.faults.FaultKind;
import io.judgefleet.faults.InjectedFault;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuditorTest {
    private final EvidenceFixtures run = new EvidenceFixtures();

    @Test
    void shouldFindNothingWhenEveryPromiseIsKept() {
        run.submitted("judged").submitted("retried").submitted("dead").submitted("skipped", "somebody-elses");
        run.judged("judged").released("retried", 2, run.now().plusSeconds(2)).dead("dead", 2, "dead");
        run.sampled(4).judged("retried", 2, "worker-0", run.now());
        run.submitted("judged").judged("judged").sampled(5).counted(3, 2);

        assertThat(broken()).isEmpty();
    }

    @Test
    void shouldNameRecordWhenAcknowledgedOneIsGone() {
        run.acknowledgedOnly("gone");

        assertThat(broken()).containsExactly(Promise.ACKNOWLEDGED_KEPT);
    }

    @Test
    void shouldNoticeWhenRequestHasNoOutcome() {
        run.submitted("a").submitted("b").judged("a");

        assertThat(broken()).containsExactly(Promise.NOTHING_LOST);
    }

    @Test
    void shouldNoticeWhenRequestWasJudgedTwice() {
        run.submitted("a").judged("a").judged("a");

        assertThat(broken()).containsExactly(Promise.NOTHING_TWICE, Promise.VERDICT_IDS_UNIQUE);
    }

    @Test
    void shouldNoticeWhenRequestWasJudgedAndReleased() {
        run.submitted("a").judged("a").released("a", 2, START).judged("a", 2, "worker-0", run.now());

        assertThat(broken()).containsExactly(Promise.NOTHING_TWICE, Promise.VERDICT_IDS_UNIQUE);
    }

    @Test
    void shouldNoticeWhenVerdictAnswersNoRequest() {
        run.judged("never submitted");

        assertThat(broken()).containsExactly(Promise.NOTHING_TWICE, Promise.VERDICT_IDS_UNIQUE);
    }

    @Test
    void shouldOweTwoOutcomesWhenRequestWasSubmittedTwice() {
        run.submitted("a").submitted("a").judged("a");

        assertThat(broken()).containsExactly(Promise.NOTHING_LOST);
    }

    @Test
    void shouldOweNothingWhenRequestNamesAnotherProfile() {
        run.submitted("a", "somebody-elses");

        assertThat(broken()).isEmpty();
    }

    @Test
    void shouldNoticeWhenOffsetWasCommittedBeforeOutcomeWasWritten() {
        run.submitted("a").submitted("b").judged("a").sampled(2).judged("b");

        assertThat(broken()).containsExactly(Promise.OFFSETS_BEHIND_OUTCOMES);
    }

    @Test
    void shouldNoticeWhenPartitionIsStuck() {
        run.submitted("a").submitted("b").judged("a").judged("b").committedAtRest(1);

        assertThat(broken()).containsExactly(Promise.NO_STUCK_PARTITION);
    }

    @Test
    void shouldNoticeWhenVerdictIdIsCountedTwice() {
        run.submitted("a").submitted("a").judged("a").judged("a").counted(2, 2);

        assertThat(broken()).containsExactly(Promise.COUNTED_ONCE);
    }

    @Test
    void shouldNoticeWhenVerdictIsNotCounted() {
        run.submitted("a").submitted("b").judged("a").judged("b").counted(1, 1);

        assertThat(broken()).containsExactly(Promise.COUNTED_ONCE);
    }

    @Test
    void shouldNoticeWhenZombiePublishesWhatItHadBegun() {
        run.submitted("a");
        var frozen = run.now();
        run.submitted("b").fault(pause(frozen, InjectedFault.EVICTED));
        run.judged("a", 1, "worker-1", frozen.minusMillis(5)).judged("b");

        assertThat(broken()).containsExactly(Promise.ZOMBIES_SILENT);
    }

    @Test
    void shouldLetZombieCompleteTheTransactionItWasInTheMidstOf() {
        var frozen = evictedAfterThreeRequests();
        run.judged("a", 1, "worker-1", frozen.minusMillis(5))
                .judged("b", 1, "worker-1", frozen.minusMillis(5))
                .judged("c", 1, "worker-1", frozen.plusSeconds(2));

        assertThat(broken()).isEmpty();
    }

    @Test
    void shouldNoticeWhenZombieBeginsAnotherTransaction() {
        var frozen = evictedAfterThreeRequests();
        run.judged("a", 1, "worker-1", frozen.minusMillis(5))
                .judged("b", 1, "worker-0", frozen)
                .judged("c", 1, "worker-1", frozen.minusMillis(5));

        assertThat(broken()).containsExactly(Promise.ZOMBIES_SILENT);
    }

    @Test
    void shouldLetWorkerPublishWhatItHadBegunWhenItWasStillAMember() {
        run.submitted("a");
        var frozen = run.now();
        run.submitted("b").fault(pause(frozen, InjectedFault.KEPT));
        run.judged("a", 1, "worker-1", frozen.minusMillis(5)).judged("b");

        assertThat(broken()).isEmpty();
    }

    @Test
    void shouldNoticeWhenDeadLetterIsNotItsRecord() {
        run.submitted("a").dead("a", 0, "another digest");

        assertThat(broken()).containsExactly(Promise.DEAD_LETTERS_WHOLE);
    }

    @Test
    void shouldNoticeWhenRetryComesEarly() {
        run.submitted("a").released("a", 2, run.now().plusSeconds(60)).judged("a", 2, "worker-0", run.now());

        assertThat(broken()).containsExactly(Promise.RETRIES_IN_TIME);
    }

    @Test
    void shouldNoticeWhenRecordIsDeliveredOnceMoreThanAllowed() {
        run.submitted("a").released("a", 2, START).released("a", 3, START).released("a", 4, START);
        run.judged("a", 4, "worker-0", run.now());

        assertThat(broken()).containsExactly(Promise.RETRIES_IN_TIME);
    }

    @Test
    void shouldNoticeWhenWorkerDidNotDrain() {
        run.fault(stop("exit 3")).fault(stop("exit 0"));

        assertThat(broken()).containsExactly(Promise.SIGTERM_DRAINS);
    }

    @Test
    void shouldNoticeWhenWorkerDidNotEndEvenWhileABrokerWasDown() {
        run.fault(brokerKill(START)).fault(stop(InjectedFault.NO_EXIT));

        assertThat(broken()).containsExactly(Promise.SIGTERM_DRAINS);
    }

    @Test
    void shouldExcuseWorkerThatLeftSomethingBehindWhileABrokerWasDown() {
        run.fault(brokerKill(START)).fault(stop("exit 3"));

        assertThat(broken()).isEmpty();
    }

    @Test
    void shouldNotExcuseItWithABrokerThatWasDownLongBefore() {
        run.fault(brokerKill(START.minusSeconds(60))).fault(stop("exit 3"));

        assertThat(broken()).containsExactly(Promise.SIGTERM_DRAINS);
    }

    @Test
    void shouldNoticeWhenSeenOutcomeIsGone() {
        run.submitted("a").judged("a").seen(new Position("verdicts", 0, 0)).seen(new Position("verdicts", 0, 1));

        assertThat(broken()).containsExactly(Promise.ABORTED_UNSEEN);
    }

    private List<Promise> broken() {
        return Auditor.audit(run.evidence()).stream()
                .filter(finding -> !finding.isKept())
                .map(Finding::promise)
                .toList();
    }

    private static InjectedFault stop(String result) {
        return new InjectedFault(FaultKind.WORKER_STOP, "worker-0", START, START.plusSeconds(2), Optional.of(result));
    }

    private static InjectedFault brokerKill(Instant from) {
        return new InjectedFault(FaultKind.BROKER_KILL, "broker-1", from, from.plusSeconds(1), Optional.empty());
    }

    private Instant evictedAfterThreeRequests() {
        run.submitted("a").submitted("b").submitted("c");
        var frozen = run.now();
        run.fault(pause(frozen, InjectedFault.EVICTED));
        return frozen;
    }

    /** Frozen for a second. */
    private static InjectedFault pause(Instant from, String result) {
        return new InjectedFault(FaultKind.WORKER_PAUSE, "worker-1", from, from.plusSeconds(1), Optional.of(result));
    }
}
