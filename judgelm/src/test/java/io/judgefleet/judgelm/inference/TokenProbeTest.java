package io.judgefleet.judgelm.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenProbeTest {
    private static final int BUDGETS = 5;

    @ParameterizedTest
    @CsvSource({
        "4096, 4096, 20480, 4096",
        "4096, 131072, 20480, 4096",
        "4096, 131072, 20479, 2048",
        "4096, 100, 20480, 4096",
        "8000, 1000, 25000, 4000",
        "100, 2048, 500, 100"
    })
    void shouldHalveWhatIsWantedUntilAllThatServingKeepsFits(int wanted, int longest, int memory, int fitting) {
        var model = new SmallMemory(memory);

        assertThat(new TokenProbe(model, longest, BUDGETS).fitting(wanted)).isEqualTo(fitting);

        assertThat(model.kept).isEmpty();
        assertThat(model.mostKept).isEqualTo(BUDGETS * fitting);
        assertThat(model.reserved).last().isEqualTo(BUDGETS * fitting);
    }

    @ParameterizedTest
    @CsvSource({"4096, 4096, 2", "4096, 131072, 2", "4097, 131072, 3", "8000, 1000, 8", "1, 2048, 1"})
    void shouldReadSequencesOfAtMostHalfThePass(int wanted, int longest, int sequences) {
        var model = new SmallMemory(Integer.MAX_VALUE);

        new TokenProbe(model, longest, BUDGETS).fitting(wanted);

        assertThat(model.passes).hasSize(BUDGETS).allSatisfy(pass -> {
            assertThat(pass).hasSize(sequences);
            assertThat(pass.stream().mapToInt(Integer::intValue).sum()).isEqualTo(wanted);
        });
    }

    @Test
    void shouldSaySoWhenNotEvenASmallPassFits() {
        var probe = new TokenProbe(new SmallMemory(1000), 2048, BUDGETS);

        assertThatThrownBy(() -> probe.fitting(4096))
                .isInstanceOf(ModelUnavailableException.class)
                .hasMessage("expected memory for 5 passes of 256 tokens, found too little");
    }

    /** A model that has memory for so many tokens. */
    private static final class SmallMemory implements LanguageModel {
        private final int tokens;
        private final Set<TokenSpan> kept = new HashSet<>();
        private final List<List<Integer>> passes = new ArrayList<>();
        private final List<Integer> reserved = new ArrayList<>();
        private int mostKept;

        SmallMemory(int tokens) {
            this.tokens = tokens;
        }

        @Override
        public void reserve(int wanted) {
            reserved.add(wanted);
            mostKept = 0;
        }

        @Override
        public Map<TokenSpan, float[]> logits(List<TokenSpan> spans) {
            passes.add(spans.stream().map(TokenSpan::length).toList());
            if (length(spans) + length(kept) > tokens) {
                throw new ModelUnavailableException("out of memory", new IllegalStateException());
            }
            kept.addAll(spans);
            mostKept = Math.max(mostKept, length(kept));
            return Map.of();
        }

        @Override
        public void release(Collection<TokenSpan> spans) {
            kept.removeAll(Set.copyOf(spans));
        }

        @Override
        public void close() {}

        private static int length(Collection<TokenSpan> spans) {
            return spans.stream().mapToInt(TokenSpan::length).sum();
        }
    }
}
