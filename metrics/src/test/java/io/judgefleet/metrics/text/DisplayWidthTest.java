package io.judgefleet.metrics.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisplayWidthTest {
    @ParameterizedTest
    @CsvSource({
        "vicuna-7b, 9",
        "Vicuña, 6",
        "你好, 4",
        "한국어, 6",
        "ｆｕｌｌ, 8",
        "ﾊﾝ, 2",
        "😀, 2",
        "🧑, 2",
        "☎, 1",
        "नमस्ते, 4",
        "→, 1"
    })
    void shouldCountColumnsAsTerminalsDo(String text, int columns) {
        assertThat(DisplayWidth.of(text)).isEqualTo(columns);
    }

    @Test
    void shouldTakeNoColumnWhenCharacterCombines() {
        assertThat(DisplayWidth.of("e\u0301")).isEqualTo(1);
        assertThat(DisplayWidth.of("\u1112\u1161\u11AB")).isEqualTo(2);
    }

    @Test
    void shouldNotCutThroughWideCharacter() {
        assertThat(DisplayWidth.cut("a你好", 4)).isEqualTo("a你");
        assertThat(DisplayWidth.cut("a你好", 5)).isEqualTo("a你好");
        assertThat(DisplayWidth.cut("", 0)).isEmpty();
    }
}
