package io.judgefleet.metrics.rating;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** A search that began anew at each of them would look at 5 * 10^9 characters and more. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n", "\r\n", " \n", " ", "\t", "* ", "- -", "**a*", "__a_", "_", "#", "1", "```a", "``", "\n```\n"
            })
    void shouldBeLinearWhenTextRepeatsAnything(String text) {
        assertThat(AnswerStyle.of(text.repeat(100_000)).headers()).isZero();
    }

    @Test
    void shouldCountEntriesOnceWhenBlankLinesComeBefore() {
        assertThat(AnswerStyle.of("\n\n  - a\n\r\n\t1. b\n\n-\n-\nx - y").lists())
                .isEqualTo(4);
    }

    @Test
    void shouldEndSoonWhenTextIsLongAndOdd() {
        assertThat(AnswerStyle.of("*".repeat(200_000) + "`".repeat(200_000)).bolds())
                .isZero();
    }
}
