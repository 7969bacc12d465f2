package io.judgefleet.cli.deadletters;

import static io.judgefleet.cli.deadletters.Letters.letter;
import static io.judgefleet.cli.deadletters.Letters.open;
import static io.judgefleet.cli.deadletters.Letters.withHeader;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.judgefleet.cli.console.CommandFailure;
import io.judgefleet.schemas.topics.DeadLetterMark.Fate;
import io.judgefleet.schemas.topics.Headers;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class StoredLetterTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "reason=engine",
                "reason=ENGINE FAILED",
                "stage=judge",
                "partition=0",
                "offset=9",
                "source=judge-requests",
                "request=r1",
                "profile=judgelm",
                "retryable=true"
            })
    void shouldMatchWhenConditionHolds(String condition) {
        assertThat(StoredLetter.where(List.of(condition)).matches(open(9, letter("r1"))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "reason=disk",
                "stage=decode",
                "partition=1",
                "offset=8",
                "source=verdicts",
                "request=r",
                "profile=other",
                "retryable=false"
            })
    void shouldNotMatchWhenConditionFails(String condition) {
        assertThat(StoredLetter.where(List.of("stage=judge", condition)).matches(open(9, letter("r1"))))
                .isFalse();
    }

    @Test
    void shouldRefuseConditionOfUnknownName() {
        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> StoredLetter.where(List.of("colour=red")))
                .withMessage(
                        "expected --where with one of offset, partition, profile, reason, request, retryable, source,"
                                + " stage, found \"colour\"");
    }

    @ParameterizedTest
    @CsvSource({"3, 3", "0, 0", "-1, 0", "1234567, 0", "many, 0"})
    void shouldReadRedriveCountFromItsHeader(String header, int expected) {
        assertThat(open(0, withHeader("r", Headers.REDRIVE_COUNT, header)).redriveCount())
                .isEqualTo(expected);
    }

    @Test
    void shouldBeOpenUntilItIsRedrivenOrDropped() {
        var stored = open(4, letter("r"));
        var dropped =
                new StoredLetter(stored.position(), stored.storedAt(), stored.letter(), Optional.of(Fate.DROPPED));

        assertThat(stored.isOpen()).isTrue();
        assertThat(dropped.isOpen()).isFalse();
        assertThat(stored.position()).hasToString("0:4");
    }

    @Test
    void shouldParsePositionAsItIsPrinted() {
        assertThat(new LetterPosition.Converter().convert("2:17")).isEqualTo(new LetterPosition(2, 17));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2", "2:", ":17", "2:-1", "2:17:3", "x:1", "2 : 17", "12345678901:1"})
    void shouldRefusePositionOfAnotherForm(String text) {
        assertThatExceptionOfType(TypeConversionException.class)
                .isThrownBy(() -> new LetterPosition.Converter().convert(text))
                .withMessage("expected PARTITION:OFFSET such as 2:17, found \"" + text + "\"");
    }
}
