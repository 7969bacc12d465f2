package io.judgefleet.metrics;

import io.judgefleet.metrics.statistics.PoissonWeights;
import io.judgefleet.metrics.statistics.Quantiles;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/**
 * Replicates of a tally for intervals that respect clusters: each replicate counts all observations of a question as often as
 * a Poisson variable of the question's id says (metrics definition B12). It is a tally like any other, so that intervals come
 * out the same in any order, on any machine and after any correction.
 *
 * @param replicates the tally as it would have been had other questions been asked
 */
public record Bootstrap<T extends Tally<T>>(List<T> replicates) implements Tally<Bootstrap<T>> {
    public static final int REPLICATES = 200;

    private static final double TAIL = 0.025;

    /**
     * How a figure varies over the replicates.
     *
     * @param deviation the replicates' standard deviation, an estimate of the figure's standard error
     * @param dropped replicates in which the figure is not defined
     */
    public record Spread(double deviation, Interval interval, int dropped) {
        /** The figure with this interval in place of its own, and with the number of replicates that have no value. */
        public Figure put(Figure plain) {
            var counts = new TreeMap<>(plain.counts());
            counts.put("droppedReplicates", (long) dropped);
            return new Figure(plain.definition(), plain.policy(), counts, plain.estimate()).withInterval(interval);
        }
    }

    public Bootstrap {
        replicates = List.copyOf(replicates);
    }

    public static <T extends Tally<T>> Bootstrap<T> of(T empty) {
        return of(empty, REPLICATES);
    }

    public static <T extends Tally<T>> Bootstrap<T> of(T empty, int replicates) {
        return new Bootstrap<>(Collections.nCopies(replicates, empty));
    }

    /** Adds what was counted of a question, at once or bit by bit. */
    public Bootstrap<T> plus(String question, T counted) {
        return weighted(question, (sum, once) -> sum.merge(once), counted);
    }

    public Bootstrap<T> minus(String question, T counted) {
        return weighted(question, (sum, once) -> sum.without(once), counted);
    }

    @Override
    public Bootstrap<T> merge(Bootstrap<T> other) {
        return combine(other, (one, another) -> one.merge(another));
    }

    @Override
    public Bootstrap<T> without(Bootstrap<T> other) {
        return combine(other, (one, another) -> one.without(another));
    }

    /** The 2.5 and 97.5 % percentiles; empty where the figure is defined in fewer than half of the replicates. */
    public Optional<Spread> spread(Function<T, Figure> figure) {
        return spread(
                replicates.stream()
                        .map(figure)
                        .flatMapToDouble(replicate -> replicate.value().stream())
                        .toArray(),
                replicates.size());
    }

    /**
     * As {@link #spread(Function)}, for whoever made the replicates' figures himself.
     *
     * @param values where the figure is defined
     */
    public static Optional<Spread> spread(double[] values, int replicates) {
        if (values.length < 2 || 2 * values.length < replicates) {
            return Optional.empty();
        }
        var low = Quantiles.linear(values, TAIL);
        var high = Quantiles.linear(values, 1 - TAIL);
        var interval = new Interval(low, high, 1 - 2 * TAIL, IntervalMethod.POISSON_BOOTSTRAP);
        return Optional.of(new Spread(deviation(values), interval, replicates - values.length));
    }

    /** The figure of the tally itself with the replicates' interval, and with the number of those that have no value. */
    public Figure interval(T tally, Function<T, Figure> figure) {
        return spread(figure).map(spread -> spread.put(figure.apply(tally))).orElseGet(() -> figure.apply(tally));
    }

    private Bootstrap<T> weighted(String question, BinaryOperator<T> operation, T counted) {
        var weights = PoissonWeights.of(question, replicates.size());
        List<T> sums = new ArrayList<>(weights.length);
        for (var replicate = 0; replicate < weights.length; replicate++) {
            var sum = replicates.get(replicate);
            for (var times = 0; times < weights[replicate]; times++) {
                sum = operation.apply(sum, counted);
            }
            sums.add(sum);
        }
        return new Bootstrap<>(sums);
    }

    private Bootstrap<T> combine(Bootstrap<T> other, BinaryOperator<T> operation) {
        if (replicates.size() != other.replicates.size()) {
            throw new IllegalArgumentException("bootstraps must have as many replicates, found %d and %d"
                    .formatted(replicates.size(), other.replicates.size()));
        }
        List<T> sums = new ArrayList<>(replicates.size());
        for (var replicate = 0; replicate < replicates.size(); replicate++) {
            sums.add(operation.apply(replicates.get(replicate), other.replicates.get(replicate)));
        }
        return new Bootstrap<>(sums);
    }

    private static double deviation(double[] values) {
        var mean = 0.0;
        for (var value : values) {
            mean += value / values.length;
        }
        var squares = 0.0;
        for (var value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / (values.length - 1));
    }
}
