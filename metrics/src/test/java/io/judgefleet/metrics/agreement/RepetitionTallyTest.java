package io.judgefleet.metrics.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.judgefleet.judgement.Policy;
import io.judgefleet.metrics.Absence;
import io.judgefleet.metrics.TallyLaws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RepetitionTallyTest {
    @Test
    void shouldKeepLawsOfTallies() {
        TallyLaws.hold(
                RepetitionTally.empty(),
                random -> new Repeats(random.nextInt(3), random.nextInt(2), random.nextInt(3), random.nextInt(2)),
                RepetitionTally::plus,
                RepetitionTally::minus);
    }

    /**
     * By hand. Three items: all of 3, 2 of 4, and two ties with two that have no scores, which are all of 2, all of 4 or 2 of
     * 4. The fourth was asked once.
     */
    @ParameterizedTest
    @CsvSource({"STRICT, 2.5", "TIE, 2.5", "WRONG, 2"})
    void shouldAverageSharesWhenItemsRepeat(Policy policy, double sumOfShares) {
        var tally = RepetitionTally.empty()
                .plus(new Repeats(3, 0, 0, 0))
                .plus(new Repeats(2, 1, 1, 0))
                .plus(new Repeats(0, 2, 0, 2))
                .plus(new Repeats(1, 0, 0, 0));

        var figure = tally.stability(policy);

        assertThat(figure.n()).isEqualTo(3);
        assertThat(figure.value().orElseThrow()).isCloseTo(sumOfShares / 3, within(1e-8));
    }

    @Test
    void shouldCountUnanimousItemsWhenAllRepeatsAgree() {
        var tally = RepetitionTally.empty().plus(new Repeats(3, 0, 0, 0)).plus(new Repeats(2, 0, 1, 0));

        assertThat(tally.unanimity(Policy.STRICT).value()).hasValue(.5);
    }

    @Test
    void shouldSayNothingWhenEverythingWasAskedOnce() {
        assertThat(RepetitionTally.empty()
                        .plus(new Repeats(1, 0, 0, 0))
                        .stability(Policy.STRICT)
                        .absence())
                .contains(Absence.NO_DATA);
    }
}
