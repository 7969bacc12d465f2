package io.judgefleet.judgement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KebabCaseTest {
    @ParameterizedTest
    @EnumSource(Resolution.class)
    void shouldParseEveryWordThatItMakes(Resolution resolution) {
        assertThat(KebabCase.parse(Resolution.class, KebabCase.of(resolution))).contains(resolution);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AGREE_OR_TIE", "agree_or_tie", "", "no-such"})
    void shouldParseNoOtherSpelling(String word) {
        assertThat(KebabCase.parse(Resolution.class, word)).isEmpty();
    }
}
