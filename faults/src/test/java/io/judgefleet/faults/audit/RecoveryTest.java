package io.judgefleet.faults.audit;

import static io.judgefleet.faults.audit.EvidenceFixtures.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.faults.FaultKind;
import io.judgefleet.faults.InjectedFault;
import io.judgefleet.faults.audit.Recovery.Spread;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecoveryTest {
    private final EvidenceFixtures run = new EvidenceFixtures();

    /** Submitted at 1, 2 and 3 seconds, judged at 4, 5 and 6. */
    @Test
    void shouldCountWaitsFromFaultOrFromArrival() {
        run.submitted("a").submitted("b").submitted("c").judged("a").judged("b").judged("c");
        run.fault(new InjectedFault(
                FaultKind.BROKER_KILL, "broker-1", START.plusMillis(1500), START.plusSeconds(2), Optional.empty()));

        assertThat(Recovered.of(run.evidence()))
                .containsExactly(new Recovered(
                        FaultKind.BROKER_KILL,
                        Optional.of(Duration.ofMillis(2500)),
                        // The third request came at three seconds and waited three.
                        Optional.of(Duration.ofSeconds(3))));
    }

    @Test
    void shouldAddUpSeveralRuns() {
        run.submitted("a").judged("a");
        run.fault(new InjectedFault(FaultKind.BROKER_KILL, "broker-1", START, START, Optional.empty()));
        var one = AuditReport.of(run.evidence());

        var two = AuditReport.together(List.of(one, one));

        assertThat(two.totals().faults()).isEqualTo(2);
        assertThat(two.totals().verdicts()).isEqualTo(2);
        assertThat(two.findings()).hasSameSizeAs(one.findings()).allMatch(Finding::isKept);
        assertThat(Recovery.byKind(two.recovered()).get(FaultKind.BROKER_KILL))
                .isEqualTo(new Recovery(
                        2,
                        Recovery.of(one.recovered()).firstOutcome(),
                        Recovery.of(one.recovered()).longestWait()));
    }

    @Test
    void shouldTakeQuantilesThatOccurred() {
        var hundred =
                IntStream.rangeClosed(1, 100).mapToObj(Duration::ofSeconds).toList();

        assertThat(Spread.of(hundred))
                .isEqualTo(new Spread(Duration.ofSeconds(50), Duration.ofSeconds(99), Duration.ofSeconds(100)));
        assertThat(Spread.of(List.of())).isEqualTo(same(Duration.ZERO));
    }

    private static Spread same(Duration time) {
        return new Spread(time, time, time);
    }
}
