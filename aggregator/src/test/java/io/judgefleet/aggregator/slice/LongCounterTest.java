package io.judgefleet.aggregator.slice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LongCounterTest {
    @Test
    void shouldCountAsMapDoesWhenNumbersComeAndGo() {
        var random = new Random(3);
        var counter = new LongCounter();
        var expected = new HashMap<Long, Integer>();

        for (var step = 0; step < 20_000; step++) {
            var number = (long) random.nextInt(500) << random.nextInt(40);
            var count = expected.getOrDefault(number, 0) > 0 && random.nextBoolean() ? -1 : 1;
            counter.add(number, count);
            expected.merge(number, count, Integer::sum);
        }

        assertThat(occurring(counter)).isEqualTo(withoutZeros(expected));
    }

    private static Map<Long, Integer> occurring(LongCounter counter) {
        var found = new HashMap<Long, Integer>();
        counter.forEach((number, count) -> found.merge(number, count, Integer::sum));
        return withoutZeros(found);
    }

    private static Map<Long, Integer> withoutZeros(Map<Long, Integer> counts) {
        counts.values().removeIf(count -> count == 0);
        return counts;
    }
}
