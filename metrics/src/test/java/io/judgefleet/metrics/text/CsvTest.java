package io.judgefleet.metrics.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
    @Test
    void shouldQuoteWhenCellHasCommaOrQuote() {
        assertThat(Csv.line("a", 1, "b,c", "say \"hi\"", "")).isEqualTo("a,1,\"b,c\",\"say \"\"hi\"\"\",\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=cmd|' /C calc'!A0", "+1+2", "-2+3", "@SUM(A1)", "\uFF1D1", "''=1", "-", "-1-1"})
    void shouldMarkCellWhenSpreadsheetWouldTakeItForFormula(String cell) {
        var line = Csv.line(cell);

        assertThat(line).isEqualTo("'" + cell + "\n");
        assertThat(Csv.parse(line)).containsExactly(cell);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\t=1", "\r=1", "a\r\nFAKE,ROW", "m\u001b[31mred", "a\u202Eb"})
    void shouldStayOnOneVisibleLineWhenCellHasControlCharacters(String cell) {
        var line = Csv.line(cell);

        assertThat(line.strip()).matches("[ -~]+").isEqualTo(line.substring(0, line.length() - 1));
        assertThat(Csv.parse(line)).containsExactly(cell);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.25", "+7", "-1", "1.0E-5", "-1.5e+10"})
    void shouldLeaveNumberAsItIs(String number) {
        assertThat(Csv.line(number)).isEqualTo(number + "\n");
    }

    @ParameterizedTest
    @MethodSource("hostileRecords")
    void shouldGiveBackEveryCellWhenItsOwnLineIsRead(List<String> cells) {
        assertThat(Csv.parse(Csv.line(cells))).isEqualTo(cells);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,\"b", "a\"b", "\"a\"b,c"})
    void shouldRefuseLineWhenQuotesDoNotMatch(String line) {
        assertThatIllegalArgumentException().isThrownBy(() -> Csv.parse(line)).withMessageContaining("expected");
    }

    static Stream<List<String>> hostileRecords() {
        var random = new Random(15);
        var alphabet = List.of(
                "'", "=", "-", "+", "@", "\"", ",", "\\", "\\u001b", "u0041", "\u001b", "\r\n", "\t", "7", "x", "你",
                "\u202E", "😀", "\uD800");
        return IntStream.range(0, 500)
                .mapToObj(i -> IntStream.range(0, 1 + random.nextInt(4))
                        .mapToObj(cell -> IntStream.range(0, random.nextInt(6))
                                .mapToObj(c -> alphabet.get(random.nextInt(alphabet.size())))
                                .reduce("", String::concat))
                        .toList());
    }
}
