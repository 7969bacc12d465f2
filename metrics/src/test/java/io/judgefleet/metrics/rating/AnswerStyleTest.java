package io.judgefleet.metrics.rating;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AnswerStyleTest {
    @Test
    void shouldCountWhatIsWrittenOutsideCode() {
        var text = """
                # A title
                Two **bold** __words__, 3 * 4.

                - one
                * two
                1. three
                ```
                # no title
                - no entry
                ```
                """;

        var style = AnswerStyle.of(text);

        assertThat(style.headers()).isEqualTo(1);
        assertThat(style.lists()).isEqualTo(3);
        assertThat(style.bolds()).isEqualTo(2);
    }

    @Test
    void shouldCountWordsAndMarksAsTokens() {
        assertThat(AnswerStyle.of("Don't, über 42!").tokens()).isEqualTo(7);
        assertThat(AnswerStyle.of("")).isEqualTo(new AnswerStyle(0, 0, 0, 0));
    }

    @Test
    void shouldEndSoonWhenTextIsLongAndOdd() {
        assertThat(AnswerStyle.of("*".repeat(200_000) + "`".repeat(200_000)).bolds())
                .isZero();
    }
}
