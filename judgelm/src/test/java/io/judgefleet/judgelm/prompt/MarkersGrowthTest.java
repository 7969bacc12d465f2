package io.judgefleet.judgelm.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a marker's pattern reads of a hostile text grows no faster than the text; reads are counted, not timed. */
class MarkersGrowthTest {
    private static final int REPEATS = 4_000;
    private static final int READS_PER_CHARACTER = 60;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<",
                "</",
                "<|",
                "[",
                "[question",
                "[reference",
                "[reference answer",
                "[the",
                "[the start of assistant",
                "[the start of assistant 1",
                "[the end of assistant 1 '",
                "[the end of assistant 1 's",
                "[system",
                "response",
                "# response"
            })
    void shouldReadWhatFollowsTheBeginningOfAMarkerInTimeThatGrowsWithItsLengthAlone(String beginning) {
        for (var text : hostileTexts(beginning)) {
            for (var pattern : Markers.PATTERNS.values()) {
                assertThat(reads(pattern, text))
                        .as("reads of %s", pattern)
                        .isLessThan((long) READS_PER_CHARACTER * text.length());
            }
        }
    }

    private static List<String> hostileTexts(String beginning) {
        return List.of(
                beginning + " ".repeat(REPEATS),
                beginning + " s".repeat(REPEATS),
                beginning + "s".repeat(REPEATS),
                (beginning + " ").repeat(REPEATS / 10),
                "#".repeat(REPEATS) + beginning);
    }

    private static long reads(Pattern pattern, String text) {
        var counted = new Counted(text);
        var matcher = pattern.matcher(counted);
        while (matcher.find()) {}
        return counted.reads;
    }

    /** A text that counts how often one of its characters is looked at. */
    private static final class Counted implements CharSequence {
        private final String text;
        private long reads;

        private Counted(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            reads++;
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
