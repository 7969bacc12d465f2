package io.judgefleet.aggregator.slice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OccurrencesTest {
    @Test
    void shouldCountAsMapDoesWhenNumbersComeAndGo() {
        var random = new Random(3);
        var occurrences = new Occurrences();
        var expected = new HashMap<Long, Integer>();

        for (var step = 0; step < 20_000; step++) {
            var number = (long) random.nextInt(500) << random.nextInt(40);
            var count = expected.getOrDefault(number, 0) > 0 && random.nextBoolean() ? -1 : 1;
            occurrences.add(number, count);
            expected.merge(number, count, Integer::sum);
        }

        assertThat(occurring(occurrences)).isEqualTo(withoutZeros(expected));
    }

    private static Map<Long, Integer> occurring(Occurrences occurrences) {
        var found = new HashMap<Long, Integer>();
        occurrences.forEach((number, count) -> found.merge(number, count, Integer::sum));
        return withoutZeros(found);
    }

    private static Map<Long, Integer> withoutZeros(Map<Long, Integer> counts) {
        counts.values().removeIf(count -> count == 0);
        return counts;
    }
}
