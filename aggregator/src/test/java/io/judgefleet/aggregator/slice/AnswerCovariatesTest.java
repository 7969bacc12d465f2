package io.judgefleet.aggregator.slice;

import static io.judgefleet.aggregator.VerdictFixtures.sample;
import static io.judgefleet.aggregator.VerdictFixtures.scored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.judgefleet.metrics.rating.AnswerStyle;
import io.judgefleet.schemas.JudgedItem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerCovariatesTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 100, 2_345, 1_000_000})
    void shouldKeepLengthsWithinHalfAStep(int length) {
        var covariates = AnswerCovariates.of(subject("x".repeat(length), "y"), false);

        assertThat((double) AnswerCovariates.ownLength(covariates.lengths()))
                .isCloseTo(length, within(0.6 + 0.045 * length));
        assertThat(AnswerCovariates.otherLength(covariates.lengths())).isOne();
    }

    @Test
    void shouldSeeFromLowerModelsSideWhicheverCameFirst() {
        var list = "- a\n- b\n- c\n";
        var text = "plain";

        var covariates = AnswerCovariates.of(subject(list, text), true);

        assertThat(AnswerCovariates.styleSteps(covariates.style()))
                .isEqualTo(AnswerStyle.of(text).against(AnswerStyle.of(list)));
        assertThat(AnswerCovariates.ownLength(covariates.lengths()))
                .isLessThan(AnswerCovariates.otherLength(covariates.lengths()));
    }

    @Test
    void shouldSayNothingWhenNothingIsKnown() {
        var verdict = sample("c").judged(scored(9, 3), scored(3, 9));

        assertThat(AnswerCovariates.of(verdict.subject(), false)).isEqualTo(AnswerCovariates.NONE);
    }

    private static JudgedItem subject(String first, String second) {
        return sample("c")
                .written(first, second)
                .judged(scored(9, 3), scored(3, 9))
                .subject();
    }
}
