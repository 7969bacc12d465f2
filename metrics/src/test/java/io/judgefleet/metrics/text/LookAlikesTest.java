package io.judgefleet.metrics.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LookAlikesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "vicuña 7b ",
                "vicuña\u200B 7b",
                "vicun\u0303a 7b",
                "vicuña\u00A07b",
                "vicuña7b",
                "ｖｉｃｕña 7b",
                "vicuña 7b\n",
                "vicuña\uFE0F 7b",
                "vicuña 7b\u3164",
                "vicuña\u2800 7b",
                "vicuña \uDB40\uDD00\u034F7b"
            })
    void shouldFindPairWhenNamesDifferByWhatCannotBeSeen(String other) {
        assertThat(LookAlikes.of(List.of("vicuña 7b", other, "alpaca")))
                .singleElement()
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(String.class))
                .containsExactlyInAnyOrder("vicuña 7b", other);
    }

    @Test
    void shouldShowWhatTellsNamesApartWhenTheyAreSpelled() {
        assertThat(LookAlikes.spelled("be\u0301a\u200B b\uD83D\uDE00"))
                .isEqualTo("\"be\\u0301a\\u200b b\\ud83d\\ude00\"");
    }

    @Test
    void shouldFindNothingWhenNamesCanBeToldApart() {
        assertThat(LookAlikes.of(List.of("vicuna-7b", "vicuna-13b", "Vicuna-7b", "vicuna_7b", "你好", "")))
                .isEmpty();
    }
}
