package io.judgefleet.metrics.bias;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.judgefleet.judgement.PassReading;
import io.judgefleet.judgement.Policy;
import io.judgefleet.metrics.Absence;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SwapTallyTest {
    /** By hand: shown first wins in two original and one swapped order, loses once: 3 of 4 less a half. */
    @Test
    void shouldMeasureFirstShownWhenEachComparisonHasOneOrder() {
        var tally = SwapTally.empty()
                .plus(PassReading.FIRST, PassReading.UNASKED)
                .plus(PassReading.FIRST, PassReading.UNASKED)
                .plus(PassReading.UNASKED, PassReading.SECOND)
                .plus(PassReading.UNASKED, PassReading.FIRST)
                .plus(PassReading.SECOND, PassReading.ABSENT)
                .plus(PassReading.FIRST, PassReading.FIRST);

        var bias = tally.firstShownBias();

        assertThat(bias.value().orElseThrow()).isCloseTo(.25, within(1e-12));
        assertThat(bias.n()).isEqualTo(4);
        assertThat(bias.interval().orElseThrow().contains(0)).isTrue();
    }

    @Test
    void shouldSayNothingWhenEveryComparisonHasBothOrders() {
        assertThat(SwapTally.empty()
                        .plus(PassReading.TIE, PassReading.FIRST)
                        .firstShownBias()
                        .absence())
                .contains(Absence.NO_DATA);
    }

    @Test
    void shouldBeCompleteWithOnePassWhenOnlyOneWasMeant() {
        var tally = SwapTally.empty()
                .plus(PassReading.FIRST, PassReading.UNASKED)
                .plus(PassReading.UNASKED, PassReading.TIE)
                .plus(PassReading.UNSCORED, PassReading.UNASKED)
                .plus(PassReading.FIRST, PassReading.ABSENT)
                .plus(PassReading.FIRST, PassReading.UNSCORED)
                .plus(PassReading.ABSENT, PassReading.UNSCORED);

        assertThat(tally.complete()).isEqualTo(2);
        assertThat(tally.half()).isEqualTo(2);
        assertThat(tally.empties()).isEqualTo(2);
        assertThat(tally.oneOrder()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(Policy.class)
    void shouldSayNothingOfPositionWhenJudgeWasAskedInOneOrder(Policy policy) {
        var tally = SwapTally.empty()
                .plus(PassReading.FIRST, PassReading.UNASKED)
                .plus(PassReading.UNASKED, PassReading.UNSCORED);

        assertThat(List.of(
                        tally.consistency(policy),
                        tally.biasFirst(policy),
                        tally.biasSecond(policy),
                        tally.deltaBias(policy),
                        tally.totalBias(policy),
                        tally.preferenceFairness(policy),
                        tally.signTest(policy),
                        tally.decidedFirst(policy)))
                .allSatisfy(figure -> {
                    assertThat(figure.absence()).contains(Absence.ONE_ORDER);
                    assertThat(figure.counts()).containsEntry("oneOrder", 2L);
                });
    }

    @Test
    void shouldLeaveOneOrderOutAndSaySoWhenOthersHaveBoth() {
        var consistency = SwapTally.empty()
                .plus(PassReading.FIRST, PassReading.FIRST)
                .plus(PassReading.FIRST, PassReading.SECOND)
                .plus(PassReading.FIRST, PassReading.UNASKED)
                .consistency(Policy.STRICT);

        assertThat(consistency.value()).hasValue(.5);
        assertThat(consistency.counts()).containsEntry("n", 2L).containsEntry("oneOrder", 1L);
    }

    /** Then who was shown first and who is better cannot be told apart. */
    @Test
    void shouldHaveNoFirstShownBiasWhenOrderWasAlwaysTheSame() {
        assertThat(SwapTally.empty()
                        .plus(PassReading.FIRST, PassReading.UNASKED)
                        .firstShownBias()
                        .absence())
                .contains(Absence.ONE_ORDER);
    }

    @Test
    void shouldHaveNoSignTestWhenNothingLeansToAPosition() {
        var test = SwapTally.empty().plus(PassReading.FIRST, PassReading.FIRST).signTest(Policy.STRICT);

        assertThat(test.absence()).contains(Absence.NO_DATA);
    }

    /** JudgeBench counts an unreadable pass as 0 in a comparison's decision, and its comparison as inconsistent. */
    @Test
    void shouldNotBeConsistentUnderJudgeBenchsRuleWhenOnePassIsUnreadable() {
        var tally = SwapTally.empty()
                .plus(PassReading.FIRST, PassReading.FIRST)
                .plus(PassReading.UNSCORED, PassReading.UNSCORED);

        assertThat(tally.consistency(Policy.JUDGEBENCH).value()).hasValue(.5);
        assertThat(tally.consistency(Policy.JUDGEBENCH).counts())
                .isEqualTo(tally.consistency(Policy.WRONG).counts());
    }

    /** Shi et al. write it as recency^2 and primacy^2 shares; the two forms are one. */
    @Test
    void shouldEqualItsPublishedFormWhenFairnessIsSimplified() {
        var tally = SwapTally.empty();
        for (var pair = 0; pair < 5; pair++) {
            tally = tally.plus(PassReading.FIRST, pair < 2 ? PassReading.SECOND : PassReading.TIE);
        }
        tally = tally.plus(PassReading.SECOND, PassReading.FIRST).plus(PassReading.TIE, PassReading.TIE);

        var primacy = 5.0;
        var recency = 1.0;
        var published = (recency * recency / 6 - primacy * primacy / 6) / 7;
        assertThat(tally.preferenceFairness(Policy.STRICT).value().orElseThrow())
                .isCloseTo(published, within(1e-12));
    }
}
