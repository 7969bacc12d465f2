package io.judgefleet.metrics;

/**
 * Counts that may be gathered anywhere and added in any order: {@code merge} is associative and commutative, and
 * {@code without} undoes it, so that windows can be built from panes and late corrections applied exactly.
 */
public interface Tally<T extends Tally<T>> {
    /** The counts of both. */
    T merge(T other);

    /** These counts less those of the other, which must have been merged into them. */
    T without(T other);
}
