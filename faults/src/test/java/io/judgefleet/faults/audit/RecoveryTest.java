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

        assertThat(Recovery.of(run.evidence()))
                .containsExactly(new Recovery(
                        FaultKind.BROKER_KILL,
                        1,
                        same(Duration.ofMillis(2500)),
                        // The third request came at three seconds and waited three.
                        same(Duration.ofSeconds(3))));
    }

    @Test
    void shouldTakeQuantilesThatOccurred() {
        var hundred = IntStream.rangeClosed(1, 100).mapToObj(Duration::ofSeconds).toList();

        assertThat(Spread.of(hundred))
                .isEqualTo(new Spread(Duration.ofSeconds(50), Duration.ofSeconds(99), Duration.ofSeconds(100)));
        assertThat(Spread.of(List.of())).isEqualTo(same(Duration.ZERO));
    }

    private static Spread same(Duration time) {
        return new Spread(time, time, time);
    }
}
