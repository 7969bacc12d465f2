package io.judgefleet.metrics.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionFaultTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Invalid value for option '--format' (FORMAT): expected one of [NATIVE, JUDGELM] (case-insensitive) but was 'panda'"
                        + "| --format: expected one of native, judgelm, found \"panda\"",
                "Invalid value for option '--port' (PORT): 'x' is not an int | --port: expected a whole number, found \"x\"",
                "Invalid value for option '--least' (SHARE): 'much' is not a double | --least: expected a number, found \"much\"",
                "Value for option option '--property' (NAME=VALUE) should be in KEY=VALUE format but was judge"
                        + "| --property: expected NAME=VALUE, found \"judge\"",
                "Invalid value for option '--rate' (N/s): expected a rate such as 50/s, found \"soon\""
                        + "| --rate: expected a rate such as 50/s, found \"soon\"",
                "Missing required parameter: 'FILE' | missing required parameter: 'FILE'"
            })
    void shouldSayWhereWhatWasExpectedAndFound(String message, String said) {
        assertThat(OptionFault.of(message)).isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"``,wrong usage", "`\n`,wrong usage", "`One\nTwo`,one"})
    void shouldSayOneLine(String message, String said) {
        assertThat(OptionFault.of(message)).isEqualTo(said);
    }
}
