package io.judgefleet.faults.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** How long to fuzz, and how much a thread has allocated. */
final class Fuzzing {
    /** The seed of this run; {@code -Djudgefleet.fuzz.seed} for another. */
    static long seed() {
        return Long.getLong("judgefleet.fuzz.seed", 20260203);
    }

    /** How many cases each test takes; {@code -Pfuzz} makes them millions. */
    static long cases() {
        return Long.getLong("judgefleet.fuzz.cases", 100_000);
    }

    static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    private Fuzzing() {}
}
