package io.judgefleet.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.judgefleet.comparisons.AnnotatorKind;
import io.judgefleet.judgement.JudgingMode;
import io.judgefleet.judgement.Preference;
import io.judgefleet.judgement.PresentationOrder;
import io.judgefleet.judgement.WeightsOrigin;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SymbolsTest {
    private static final Map<Class<? extends Enum<?>>, Class<? extends Enum<?>>> WIRE = Map.of(
            JudgingMode.class, io.judgefleet.v1.JudgingMode.class,
            Preference.class, io.judgefleet.v1.Preference.class,
            PresentationOrder.class, io.judgefleet.v1.PresentationOrder.class,
            AnnotatorKind.class, io.judgefleet.v1.AnnotatorKind.class,
            Lane.class, io.judgefleet.v1.Lane.class,
            WeightsOrigin.class, io.judgefleet.v1.WeightsOrigin.class);

    @Test
    void shouldHaveEveryValueOnWireWhenEnumTravels() {
        WIRE.forEach((ours, wire) -> assertThat(names(wire)).containsAll(Arrays.asList(names(ours))));
    }

    @Test
    void shouldSayWhatItKnowsNotWhenSymbolIsNewer() {
        assertThatThrownBy(() -> Symbols.toRecord(JudgingMode.class, io.judgefleet.v1.JudgingMode.UNRECOGNIZED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected a JudgingMode that this version knows, found UNRECOGNIZED");
    }

    private static String[] names(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants()).map(Enum::name).toArray(String[]::new);
    }
}
