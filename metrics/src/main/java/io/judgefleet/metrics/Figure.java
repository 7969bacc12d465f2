package io.judgefleet.metrics;

import io.judgefleet.judgement.Policy;
import io.judgefleet.judgement.Require;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A published number with what it takes to trust it: which definition it follows, how passes without scores entered, the
 * counts it was made from, and its interval; or why there is none.
 *
 * @param definition such as {@code B4.consistency}: the section of the metrics page and the figure's name
 * @param counts by name; {@code n} is the denominator or the number of observations
 */
public record Figure(String definition, Policy policy, SortedMap<String, Long> counts, Estimate estimate) {
    /** Below this many observations a figure should not be shown. */
    public static final long MIN_SHOWN = 5;
    /** Below this many observations a figure should be marked. */
    public static final long MIN_RELIABLE = 30;

    /** A value, or why there is none. */
    public sealed interface Estimate {
        /** A value with an interval where one is defined. */
        record Known(double value, Optional<Interval> interval) implements Estimate {
            public Known {
                if (!Double.isFinite(value)) {
                    throw new IllegalArgumentException("a figure's value must be finite, found " + value);
                }
            }
        }

        /** No value. */
        record Absent(Absence reason) implements Estimate {}
    }

    public Figure {
        Require.notBlank(definition, "definition");
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    }

    public static Figure of(String definition, Policy policy, Map<String, Long> counts, double value) {
        return new Figure(definition, policy, new TreeMap<>(counts), new Estimate.Known(value, Optional.empty()));
    }

    public static Figure absent(String definition, Policy policy, Map<String, Long> counts, Absence reason) {
        return new Figure(definition, policy, new TreeMap<>(counts), new Estimate.Absent(reason));
    }

    /** The share of the part in n, with its interval. */
    public static Figure share(String definition, Policy policy, String partName, long part, long n) {
        var counts = Map.of(partName, part, "n", n);
        return n == 0
                ? absent(definition, policy, counts, Absence.NO_DATA)
                : of(definition, policy, counts, (double) part / n).withInterval(Binomial.share(part, n));
    }

    /** The difference of two independent shares, part of n less part of n, with Newcombe's interval. */
    public static Figure difference(
            String definition,
            Policy policy,
            Map<String, Long> counts,
            long part,
            long n,
            long otherPart,
            long otherN) {
        return n == 0 || otherN == 0
                ? absent(definition, policy, counts, Absence.ZERO_DENOMINATOR)
                : of(definition, policy, counts, (double) part / n - (double) otherPart / otherN)
                        .withInterval(Binomial.difference(part, n, otherPart, otherN));
    }

    /** The difference of two shares of the same n observations, of which these count in one share only. */
    public static Figure pairedDifference(
            String definition, Policy policy, Map<String, Long> counts, long onlyFirst, long onlySecond, long n) {
        return n == 0
                ? absent(definition, policy, counts, Absence.NO_DATA)
                : of(definition, policy, counts, (double) (onlyFirst - onlySecond) / n)
                        .withInterval(Binomial.pairedDifference(onlyFirst, onlySecond, n));
    }

    /** This figure with one more count. */
    public Figure withCount(String name, long count) {
        var more = new TreeMap<>(counts);
        more.put(name, count);
        return new Figure(definition, policy, more, estimate);
    }

    public Figure withInterval(Interval interval) {
        return switch (estimate) {
            case Estimate.Known(var value, var ignored) ->
                new Figure(
                        definition,
                        policy,
                        counts,
                        new Estimate.Known(value, Optional.of(interval.within(Range.of(definition)))));
            case Estimate.Absent ignored -> this;
        };
    }

    /** This figure without its value where it rests on fewer than {@link #MIN_SHOWN} observations. */
    public Figure hiddenWhenTooFew() {
        return hiddenBelow(MIN_SHOWN);
    }

    /** This figure without its value where it rests on fewer observations than these. */
    public Figure hiddenBelow(long observations) {
        return n() < observations ? tooFew() : this;
    }

    /** This figure without its value, because there is too little that it rests on. */
    public Figure tooFew() {
        return value().isPresent() ? absent(definition, policy, counts, Absence.TOO_FEW) : this;
    }

    /** The two-sided p of the exact sign test that ups are as frequent as downs. */
    public static Figure signTest(String definition, Policy policy, Map<String, Long> counts, long ups, long downs) {
        return ups + downs == 0
                ? absent(definition, policy, counts, Absence.NO_DATA)
                : of(definition, policy, counts, Binomial.signTest(ups, downs));
    }

    /** The same by another definition, such as one that says how the observations were kept. */
    public Figure by(String other) {
        return new Figure(other, policy, counts, estimate);
    }

    public boolean isLowCount() {
        return n() < MIN_RELIABLE;
    }

    public long n() {
        return counts.getOrDefault("n", 0L);
    }

    public OptionalDouble value() {
        return estimate instanceof Estimate.Known(var value, var ignored)
                ? OptionalDouble.of(value)
                : OptionalDouble.empty();
    }

    public Optional<Interval> interval() {
        return estimate instanceof Estimate.Known(var ignored, var interval) ? interval : Optional.empty();
    }

    public Optional<Absence> absence() {
        return estimate instanceof Estimate.Absent(var reason) ? Optional.of(reason) : Optional.empty();
    }
}
