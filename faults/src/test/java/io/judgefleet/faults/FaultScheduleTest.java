package io.judgefleet.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.faults.FaultSchedule.Plan;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FaultScheduleTest {
    private static final Plan PLAN = new Plan(Duration.ofMinutes(10), 20, 3, 3, EnumSet.allOf(FaultKind.class));

    @Test
    void shouldBeTheSameWhenSeedIsTheSame() {
        assertThat(FaultSchedule.of(7, PLAN)).isEqualTo(FaultSchedule.of(7, PLAN));
        assertThat(FaultSchedule.of(7, PLAN)).isNotEqualTo(FaultSchedule.of(8, PLAN));
    }

    /** A seed from an old report must stay good for a replay. */
    @Test
    void shouldNotChangeFromVersionToVersion() {
        var faults = FaultSchedule.of(20260203, PLAN).faults();

        assertThat(faults.stream().limit(3).map(Fault::toString))
                .containsExactly(
                        "   4.4 s  BROKER_CUT         target 0, link 1, 4.1 s long",
                        "   6.2 s  ENGINE_FAILURE     target 0, link 1, 0.0 s long",
                        "   9.8 s  AGGREGATOR_KILL    target 0, link 1, 2.4 s long");
    }

    @Test
    void shouldPlaceAlmostAsManyAsAskedFor() {
        assertThat(FaultSchedule.of(20260203, PLAN).faults()).hasSizeBetween(190, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldNeverHurtTwoBrokersAtOnce(long seed) {
        var faults = struck(seed, Victim.BROKER);

        for (int i = 1; i < faults.size(); i++) {
            assertThat(faults.get(i).at()).isGreaterThan(faults.get(i - 1).end());
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldUseEveryKindInShortRun(long seed) {
        var kinds =
                FaultSchedule.of(seed, PLAN).faults().stream().map(Fault::kind).toList();

        assertThat(kinds).contains(FaultKind.values());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldMoveOnlyTheClockThatCanBeMoved(long seed) {
        assertThat(struck(seed, Victim.WORKER))
                .filteredOn(fault -> fault.kind() == FaultKind.WORKER_CLOCK_JUMP)
                .allMatch(fault -> fault.target() == 0);
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 30);
    }

    private static List<Fault> struck(long seed, Victim victim) {
        return FaultSchedule.of(seed, PLAN).faults().stream()
                .filter(fault -> fault.kind().victim() == victim)
                .toList();
    }
}
