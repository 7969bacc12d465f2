package io.judgefleet.metrics.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VisibleTextTest {
    @Test
    void shouldEscapeWhateverWritesToTheTerminal() {
        assertThat(VisibleText.of("m\u001b[31mred")).isEqualTo("m\\u001b[31mred");
        assertThat(VisibleText.of("bell\u0007, tab\t, del\u007f, csi\u009b2J"))
                .isEqualTo("bell\\u0007, tab\\u0009, del\\u007f, csi\\u009b2J");
        assertThat(VisibleText.of("m2\r\nFAKE ROW\u2028\u2029")).isEqualTo("m2\\u000d\\u000aFAKE ROW\\u2028\\u2029");
    }

    @Test
    void shouldEscapeWhatHidesOrReordersText() {
        assertThat(VisibleText.of("a\u202Eb\u2066c\u200Bd\uFEFF")).isEqualTo("a\\u202eb\\u2066c\\u200bd\\ufeff");
        assertThat(VisibleText.of("tag\uDB40\uDC01")).isEqualTo("tag\\udb40\\udc01");
        assertThat(VisibleText.of("half\uD83D")).isEqualTo("half\\ud83d");
    }

    @Test
    void shouldLeaveTextOfAnyLanguageAsItIs() {
        var text = "Vicuña 7B · 你好 · مرحبا · नमस्ते · 한국어 · 😀 · e\u0301 · C:\\users";

        assertThat(VisibleText.of(text)).isSameAs(text);
    }

    @Test
    void shouldCutBetweenCharactersWhenTextIsLong() {
        assertThat(VisibleText.shortened("😀😀😀", 2)).isEqualTo("😀😀…");
        assertThat(VisibleText.shortened("😀😀", 2)).isEqualTo("😀😀");
    }
}
