package io.judgefleet.judgelm.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.judgefleet.judgelm.inference.CacheSlots.Run;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CacheAllocatorTest {
    private final CacheAllocator allocator = new CacheAllocator();

    @Test
    void shouldGiveNeighboursWhenThereAreEnough() {
        allocator.resize(10);
        var first = allocator.allocate(4);
        allocator.allocate(1);
        allocator.release(first);

        assertThat(allocator.allocate(5)).isEqualTo(new CacheSlots(List.of(new Run(5, 10))));
        assertThat(allocator.allocate(4)).isEqualTo(first);
    }

    @Test
    void shouldGivePiecesWhenNoNeighboursAreLeft() {
        allocator.resize(9);
        var parts = List.of(allocator.allocate(3), allocator.allocate(3), allocator.allocate(3));
        allocator.release(parts.get(0));
        allocator.release(parts.get(2));

        assertThat(allocator.allocate(5)).isEqualTo(new CacheSlots(List.of(new Run(0, 3), new Run(6, 8))));
    }

    @Test
    void shouldRefuseWhenRowsAreMissing() {
        allocator.resize(3);

        assertThatThrownBy(() -> allocator.allocate(4)).hasMessage("expected 4 free rows in the cache, found 3 of 3");
    }

    @Test
    void shouldTakeRowsAwayWhenNoneIsInUse() {
        allocator.resize(9);
        var rows = allocator.allocate(3);
        assertThatThrownBy(() -> allocator.resize(0)).hasMessage("expected no rows in use, found 3 of 9");
        allocator.release(rows);

        allocator.resize(4);

        assertThat(allocator.allocate(4)).isEqualTo(new CacheSlots(List.of(new Run(0, 4))));
        assertThat(allocator.available()).isZero();
    }

    @Test
    void shouldNeverGiveARowTwiceWhenUsedAtRandom() {
        var random = new Random(1);
        var held = new ArrayList<CacheSlots>();
        var used = new HashSet<Integer>();
        for (int step = 0; step < 20_000; step++) {
            if (random.nextInt(200) == 0) {
                allocator.resize(allocator.capacity() + random.nextInt(20));
            }
            if (random.nextBoolean() && allocator.available() > 0) {
                var rows = allocator.allocate(1 + random.nextInt(allocator.available()));
                each(rows).forEach(row -> assertThat(used.add(row)).isTrue());
                held.add(rows);
            } else if (!held.isEmpty()) {
                var rows = held.remove(random.nextInt(held.size()));
                used.removeAll(each(rows));
                allocator.release(rows);
            }
            assertThat(allocator.used()).isEqualTo(used.size());
        }
    }

    private static List<Integer> each(CacheSlots rows) {
        return rows.runs().stream()
                .flatMapToInt(run -> IntStream.range(run.first(), run.end()))
                .boxed()
                .toList();
    }
}
