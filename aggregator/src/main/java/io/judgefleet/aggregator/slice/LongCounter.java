package io.judgefleet.aggregator.slice;

import java.util.Arrays;

/** How often each of many numbers occurred: a hash table without objects, for every verdict touches several of them. */
public final class LongCounter {
    /** Whoever wants to see all of them; numbers that occurred and were all taken back may be among them, as 0. */
    public interface Visitor {
        void visit(long number, int count);
    }

    private static final long FREE = -1;
    private static final int SMALLEST = 16;

    private long[] numbers = free(SMALLEST);
    private int[] counts = new int[SMALLEST];
    private int used;

    /** @param number not negative */
    public void add(long number, int count) {
        var place = place(number);
        if (numbers[place] == FREE) {
            numbers[place] = number;
            used++;
        }
        counts[place] = Math.addExact(counts[place], count);
        if (used > numbers.length / 2) {
            rebuild();
        }
    }

    public void forEach(Visitor visitor) {
        for (var place = 0; place < numbers.length; place++) {
            if (numbers[place] != FREE) {
                visitor.visit(numbers[place], counts[place]);
            }
        }
    }

    public LongCounter copy() {
        var copy = new LongCounter();
        copy.numbers = numbers.clone();
        copy.counts = counts.clone();
        copy.used = used;
        return copy;
    }

    /** Where the number is, or where it belongs. */
    private int place(long number) {
        var mask = numbers.length - 1;
        var mixed = number * 0x9E3779B97F4A7C15L;
        var place = (int) (mixed >>> 32) & mask;
        while (numbers[place] != FREE && numbers[place] != number) {
            place = place + 1 & mask;
        }
        return place;
    }

    /** Twice the room for what still occurs. */
    private void rebuild() {
        var oldNumbers = numbers;
        var oldCounts = counts;
        var left = 0;
        for (var place = 0; place < oldNumbers.length; place++) {
            left += oldNumbers[place] != FREE && oldCounts[place] != 0 ? 1 : 0;
        }
        var room = Math.max(SMALLEST, Integer.highestOneBit(left) * 4);
        numbers = free(room);
        counts = new int[room];
        used = 0;
        for (var place = 0; place < oldNumbers.length; place++) {
            if (oldNumbers[place] != FREE && oldCounts[place] != 0) {
                add(oldNumbers[place], oldCounts[place]);
            }
        }
    }

    private static long[] free(int room) {
        var numbers = new long[room];
        Arrays.fill(numbers, FREE);
        return numbers;
    }
}
