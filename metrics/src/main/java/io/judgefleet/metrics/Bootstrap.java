package io.judgefleet.metrics;

import io.judgefleet.metrics.statistics.PoissonWeights;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
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

    /**
     * How a figure varies over the replicates.
     *
     * @param deviation the replicates' standard deviation, an estimate of the figure's standard error
     * @param dropped replicates in which the figure is not defined
     */
    public record Spread(double deviation, int dropped) {
        /**
         * The figure with the interval by question in place of its own, and with the numbers of questions and of replicates
         * that have no value; without a value where the questions are fewer than {@link Figure#MIN_SHOWN}. Where the figure has
         * no bounds, few questions that happen to be alike do not make the interval narrower than the figure's own.
         */
        public Figure put(Figure plain, long questions) {
            var counted = plain.withCount("droppedReplicates", dropped).withCount("questions", questions);
            if (plain.value().isEmpty() || questions < Figure.MIN_SHOWN) {
                return counted.tooFew();
            }
            var range = Range.of(plain.definition());
            var interval = Interval.byQuestion(plain.value().getAsDouble(), deviation, questions, range);
            return counted.withInterval(
                    range.isBounded()
                            ? interval
                            : plain.interval().map(interval::including).orElse(interval));
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

    /** How the figure varies; empty where it is defined in fewer than half of the replicates. */
    public Optional<Spread> spread(Function<T, Figure> figure) {
        return spread(
                replicates.stream()
                        .map(figure)
                        .flatMapToDouble(replicate -> replicate.value().stream())
                        .toArray(),
                replicates.size());
    }

    /**
     * As {@link #spread(Function)}, of replicates' figures that were made elsewhere.
     *
     * @param values where the figure is defined
     */
    public static Optional<Spread> spread(double[] values, int replicates) {
        return values.length < 2 || 2 * values.length < replicates
                ? Optional.empty()
                : Optional.of(new Spread(deviation(values), replicates - values.length));
    }

    /** The figure of the tally itself with the interval by question, of which there are so many. */
    public Figure interval(T tally, Function<T, Figure> figure, long questions) {
        return spread(figure)
                .map(spread -> spread.put(figure.apply(tally), questions))
                .orElseGet(() -> figure.apply(tally));
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
