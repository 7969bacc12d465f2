package io.judgefleet.aggregator.slice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BitFieldTest {
    private static final BitField LOW = BitField.lowest("low", 3);
    private static final BitField HIGH = LOW.next("high", 2);

    @Test
    void shouldKeepValuesBesideEachOther() {
        var bits = LOW.with(5) | HIGH.with(2);

        assertThat(bits).isEqualTo(0b10_101);
        assertThat(LOW.of(bits)).isEqualTo(5);
        assertThat(HIGH.of(bits)).isEqualTo(2);
        assertThat(HIGH.end()).isEqualTo(5);
    }

    @Test
    void shouldRefuseValueThatDoesNotFit() {
        assertThat(HIGH.with(3)).isEqualTo(0b11_000);
        assertThatThrownBy(() -> HIGH.with(4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected a high from 0 to 3, for it is stored in 2 bits, found 4");
        assertThatThrownBy(() -> LOW.with(-1))
                .hasMessage("expected a low from 0 to 7, for it is stored in 3 bits, found -1");
    }
}
