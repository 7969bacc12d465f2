package io.judgefleet.judgement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CodesTest {
    /** In no order, and one code is no longer given. */
    private enum Animal implements Coded {
        COW(3),
        ANT(0),
        BEE(1);

        private final int code;

        Animal(int code) {
            this.code = code;
        }

        @Override
        public int code() {
            return code;
        }
    }

    private enum Twin implements Coded {
        ONE,
        OTHER;

        @Override
        public int code() {
            return 7;
        }
    }

    private static final Codes<Animal> CODES = Codes.of(Animal.class);

    @Test
    void shouldFindConstantByItsCodeWhateverItsPlace() {
        assertThat(CODES.of(3)).isEqualTo(Animal.COW);
        assertThat(CODES.of(0)).isEqualTo(Animal.ANT);
        assertThat(CODES.find(1)).contains(Animal.BEE);
    }

    @Test
    void shouldHaveAColumnForEveryCodeUpToTheHighest() {
        assertThat(CODES.width()).isEqualTo(4);
    }

    @Test
    void shouldRefuseCodeOfNoConstant() {
        assertThat(CODES.find(2)).isEmpty();
        assertThatThrownBy(() -> CODES.of(2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected a code of Animal among [0, 1, 3], found 2");
    }

    @Test
    void shouldRefuseTwoConstantsOfOneCode() {
        assertThatThrownBy(() -> Codes.of(Twin.class))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("expected a code of its own, not negative, for Twin.OTHER, found 7, that of ONE");
    }
}
