package io.judgefleet.judgement;

import static io.judgefleet.judgement.Resolution.AGREE_OR_TIE;
import static io.judgefleet.judgement.Resolution.MAJORITY;
import static io.judgefleet.judgement.Resolution.SCORE_MEAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.judgefleet.metrics.agreement.AgreementTally;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class ResolutionTest {
    private static final PassOutcome GARBAGE = new PassOutcome.Unparsable("no scores");

    @ParameterizedTest
    @CsvSource({
        // original, swapped as shown, agree or tie, majority, score mean
        "9, 3, 2, 8, FIRST, FIRST, FIRST",
        "3, 9, 8, 2, SECOND, SECOND, SECOND",
        "9, 3, 9, 3, TIE, TIE, TIE",
        "9, 3, 8, 7, TIE, TIE, FIRST",
        "6, 6, 4, 7, TIE, FIRST, FIRST",
        "6, 6, 7, 4, TIE, SECOND, SECOND",
        "5, 5, 7, 7, TIE, TIE, TIE",
        "8.1, 7.9, 8.1, 7.9, TIE, TIE, TIE"
    })
    void shouldResolveFromPointOfViewOfOriginalFirstAnswerWhenPairIsComplete(
            double o1, double o2, double s1, double s2, Reading agreed, Reading majority, Reading mean) {
        var pair = SwappedPair.of(scored(o1, o2), scored(s1, s2));

        assertThat(pair.completeness()).isEqualTo(SwappedPair.Completeness.COMPLETE);
        assertThat(AGREE_OR_TIE.resolve(pair)).isEqualTo(agreed);
        assertThat(MAJORITY.resolve(pair)).isEqualTo(majority);
        assertThat(SCORE_MEAN.resolve(pair)).isEqualTo(mean);
    }

    @Test
    void shouldKeepWhatTiePolicyNeedsWhenPairIsHalf() {
        var pair = SwappedPair.of(scored(9, 3), GARBAGE);

        assertThat(pair.completeness()).isEqualTo(SwappedPair.Completeness.HALF);
        assertThat(AGREE_OR_TIE.resolve(pair)).isEqualTo(Reading.UNSCORED_TIE);
        assertThat(MAJORITY.resolve(pair)).isEqualTo(Reading.UNSCORED_FIRST);
        assertThat(SCORE_MEAN.resolve(pair)).isEqualTo(Reading.UNSCORED_FIRST);
    }

    @Test
    void shouldEnterAsThePolicySaysWhenReadingIsUnscored() {
        assertThat(Reading.UNSCORED_FIRST.under(Policy.STRICT)).isEmpty();
        assertThat(Reading.UNSCORED_FIRST.countsUnder(Policy.STRICT)).isFalse();
        assertThat(Reading.UNSCORED_FIRST.under(Policy.TIE)).contains(Preference.FIRST);
        assertThat(Reading.UNSCORED_FIRST.under(Policy.WRONG)).isEmpty();
        assertThat(Reading.UNSCORED_FIRST.countsUnder(Policy.WRONG)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Policy.class)
    void shouldNeverCountWhenPassIsMissing(Policy policy) {
        var waiting = SwappedPair.of(Map.of(PresentationOrder.SWAPPED, scored(3, 9)));

        assertThat(waiting.completeness()).isEqualTo(SwappedPair.Completeness.HALF);
        assertThat(waiting.reading(PresentationOrder.SWAPPED)).isEqualTo(PassReading.FIRST);
        assertThat(MAJORITY.resolve(waiting)).isEqualTo(Reading.ABSENT);
        assertThat(Reading.ABSENT.countsUnder(policy)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"ORIGINAL, 9, 3, FIRST", "ORIGINAL, 5, 5, TIE", "SWAPPED, 9, 3, SECOND"})
    void shouldBeWhatTheOnePassSaysWhenOnlyOneWasMeant(
            PresentationOrder order, double first, double second, Reading said) {
        var pair = SwappedPair.asked(List.of(order)).with(order, scored(first, second));
        var sure = SwappedPair.asked(List.of(order)).with(order, scored(5, 5), expected(first, second));

        assertThat(pair.completeness()).isEqualTo(SwappedPair.Completeness.COMPLETE);
        assertThat(Resolution.values())
                .allSatisfy(resolution -> assertThat(resolution.resolve(pair)).isEqualTo(said));
        assertThat(SCORE_MEAN.resolve(sure)).isEqualTo(said);
        assertThat(AGREE_OR_TIE.resolve(sure)).isEqualTo(Reading.TIE);
    }

    @Test
    void shouldWaitWhenTheOnePassThatWasMeantIsMissing() {
        var waiting = SwappedPair.asked(List.of(PresentationOrder.ORIGINAL));

        assertThat(waiting.completeness()).isEqualTo(SwappedPair.Completeness.EMPTY);
        assertThat(MAJORITY.resolve(waiting)).isEqualTo(Reading.ABSENT);
    }

    /** JudgeBench: an unreadable pass counts 0, so that one right pass beside it is right; policy wrong says otherwise. */
    @ParameterizedTest
    @CsvSource({"JUDGEBENCH, 1, 1", "TIE, 1, 1", "WRONG, 0, 1", "STRICT, 0, 0"})
    void shouldBeRightUnderJudgeBenchsRuleWhenOtherPassIsUnreadable(Policy policy, long right, long n) {
        var reading = MAJORITY.resolve(PassReading.FIRST, PassReading.UNSCORED);

        var agreement = AgreementTally.empty()
                .plus(Preference.FIRST, reading)
                .confusion(policy)
                .agreement();

        assertThat(agreement.counts()).containsEntry("agree", right).containsEntry("n", n);
    }

    @Test
    void shouldBeTheSameWhenPassesArriveInEitherOrder() {
        var first = SwappedPair.empty()
                .with(PresentationOrder.ORIGINAL, scored(9, 3))
                .with(PresentationOrder.SWAPPED, scored(2, 8));
        var second = SwappedPair.empty()
                .with(PresentationOrder.SWAPPED, scored(2, 8))
                .with(PresentationOrder.ORIGINAL, scored(9, 3));

        assertThat(first).isEqualTo(second).isEqualTo(SwappedPair.of(scored(9, 3), scored(2, 8)));
    }

    @Test
    void shouldWeighEveryPassTheSameWhenThereAreSeveralSamples() {
        var samples = List.of(SwappedPair.of(scored(8, 7), scored(7, 8)), SwappedPair.of(scored(2, 9), scored(6, 6)));

        assertThat(AGREE_OR_TIE.resolve(samples)).isEqualTo(Reading.TIE);
        assertThat(MAJORITY.resolve(samples)).isEqualTo(Reading.FIRST);
        assertThat(SCORE_MEAN.resolve(samples)).isEqualTo(Reading.SECOND);
    }

    @ParameterizedTest
    @CsvSource({
        // as shown: expected scores in the original order, in the swapped order
        "7.9, 3.2, 7.1, 6.8, FIRST",
        "7.1, 6.8, 7.9, 3.2, SECOND",
        "6.0, 5.5, 6.0, 5.5, TIE",
        "6.0000001, 5.5, 6.0, 5.5, TIE"
    })
    void shouldTakeMeanOfExpectedScoresWhenEveryPassTellsThem(
            double o1, double o2, double s1, double s2, Reading mean) {
        var pair = SwappedPair.empty()
                .with(PresentationOrder.ORIGINAL, scored(7, 6), expected(o1, o2))
                .with(PresentationOrder.SWAPPED, scored(7, 6), expected(s1, s2));

        assertThat(SCORE_MEAN.resolve(pair)).isEqualTo(mean);
        assertThat(AGREE_OR_TIE.resolve(pair)).isEqualTo(Reading.TIE);
        assertThat(MAJORITY.resolve(pair)).isEqualTo(Reading.TIE);
    }

    @Test
    void shouldTakeMeanOfWrittenScoresWhenOnePassTellsNoExpectedOnes() {
        var told = expected(3, 8);
        var half = SwappedPair.empty()
                .with(PresentationOrder.ORIGINAL, scored(9, 6), told)
                .with(PresentationOrder.SWAPPED, scored(7, 6));
        var unscored = SwappedPair.empty()
                .with(PresentationOrder.ORIGINAL, scored(9, 6), told)
                .with(PresentationOrder.SWAPPED, GARBAGE, expected(8, 2));
        var whole = SwappedPair.empty()
                .with(PresentationOrder.ORIGINAL, scored(9, 6), told)
                .with(PresentationOrder.SWAPPED, scored(7, 6), expected(8, 2));

        assertThat(SCORE_MEAN.resolve(half)).isEqualTo(Reading.FIRST);
        assertThat(SCORE_MEAN.resolve(unscored)).isEqualTo(Reading.UNSCORED_FIRST);
        assertThat(SCORE_MEAN.resolve(whole)).isEqualTo(Reading.SECOND);
        assertThat(SCORE_MEAN.resolve(List.of(whole, half))).isEqualTo(Reading.FIRST);
    }

    @Test
    void shouldForgetExpectedScoresWhenPassIsReplacedWithoutThem() {
        var pair = SwappedPair.empty()
                .with(PresentationOrder.ORIGINAL, scored(9, 6), expected(3, 8))
                .with(PresentationOrder.SWAPPED, scored(7, 6), expected(8, 2))
                .with(PresentationOrder.ORIGINAL, scored(9, 6));

        assertThat(SCORE_MEAN.resolve(pair)).isEqualTo(Reading.FIRST);
    }

    @Test
    void shouldRefuseScoreMeanWhenOnlyPreferencesAreKnown() {
        assertThatThrownBy(() -> SCORE_MEAN.resolve(PassReading.FIRST, PassReading.TIE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("resolution score-mean needs scores, found preferences only");
    }

    @ParameterizedTest
    @EnumSource(Reading.class)
    void shouldBeItsOwnInverseWhenReadingIsSwapped(Reading reading) {
        assertThat(reading.swapped().swapped()).isEqualTo(reading);
    }

    private static ScoreDistribution expected(double first, double second) {
        return new ScoreDistribution(first, second, 0.5, 0.25, 1);
    }

    private static PassOutcome scored(double first, double second) {
        return new PassOutcome.Scored(new ScorePair(first, second));
    }
}
