package io.judgefleet.judgelm.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.judgelm.ModelUnavailableException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenProbeTest {
    @ParameterizedTest
    @CsvSource({"8000, 16000, 8000", "8000, 5000, 4000", "8000, 4000, 4000", "8000, 10, 1000", "500, 10, 500"})
    void shouldHalveWhatIsWantedUntilItFits(int wanted, int memory, int fitting) {
        var model = new SmallMemory(memory);

        assertThat(new TokenProbe(model, 1000).fitting(wanted)).isEqualTo(fitting);
        assertThat(model.kept).isEmpty();
    }

    /** A model that cannot read more than so many tokens in a pass. */
    private record SmallMemory(int tokens, Set<TokenSpan> kept) implements LanguageModel {
        SmallMemory(int tokens) {
            this(tokens, new HashSet<>());
        }

        @Override
        public Map<TokenSpan, float[]> logits(List<TokenSpan> spans) {
            if (spans.stream().mapToInt(TokenSpan::length).sum() > tokens) {
                throw new ModelUnavailableException("out of memory", new IllegalStateException());
            }
            kept.addAll(spans);
            return Map.of();
        }

        @Override
        public void release(Collection<TokenSpan> spans) {
            kept.removeAll(Set.copyOf(spans));
        }

        @Override
        public void close() {}
    }
}
