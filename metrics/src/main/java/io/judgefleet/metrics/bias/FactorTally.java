package io.judgefleet.metrics.bias;

import io.judgefleet.judgement.Policy;
import io.judgefleet.judgement.Require;
import io.judgefleet.metrics.Absence;
import io.judgefleet.metrics.CorrelationTally;
import io.judgefleet.metrics.Figure;
import io.judgefleet.metrics.MeanTally;
import io.judgefleet.metrics.Tally;
import io.judgefleet.metrics.statistics.SymmetricMatrix;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.stream.IntStream;

/**
 * How much each factor, such as correctness or style, weighs in a judge's overall score (Feuer et al. 2409.15268, SOS-Bench;
 * metrics definition B11).
 *
 * @param names the overall score's first, then the factors'
 * @param pairs of scores of the same judgement, by the places of their names
 * @param means of each model under test, by the places of the names
 */
public record FactorTally(
        List<String> names, SortedMap<Integer, CorrelationTally> pairs, SortedMap<String, List<MeanTally>> means)
        implements Tally<FactorTally> {
    public FactorTally {
        names = List.copyOf(names);
        var somePairs = new TreeMap<>(pairs);
        somePairs.values().removeIf(pair -> pair.x().n() == 0);
        pairs = Collections.unmodifiableSortedMap(somePairs);
        var someMeans = new TreeMap<>(means);
        someMeans.values().removeIf(model -> model.getFirst().n() == 0);
        means = Collections.unmodifiableSortedMap(someMeans);
        if (names.size() < 2) {
            throw new IllegalArgumentException("expected an overall score and factors, found " + names);
        }
    }

    public static FactorTally of(List<String> names) {
        return new FactorTally(names, Collections.emptySortedMap(), Collections.emptySortedMap());
    }

    /** Counts a judgement of a model's answer by its scores, in the order of the names. */
    public FactorTally plus(String model, List<Double> scores) {
        return merge(of(model, scores));
    }

    public FactorTally minus(String model, List<Double> scores) {
        return without(of(model, scores));
    }

    @Override
    public FactorTally merge(FactorTally other) {
        return combine(other, CorrelationTally::merge, MeanTally::merge);
    }

    @Override
    public FactorTally without(FactorTally other) {
        return combine(other, CorrelationTally::without, MeanTally::without);
    }

    /** Pearson's r of the overall score with the factor, over judgements. */
    public Figure correlation(String factor) {
        return pair(0, place(factor)).pearson("B11.factor-correlation", Policy.STRICT);
    }

    /** Pearson's r of the models' mean overall score with their mean factor score. */
    public Figure modelCorrelation(String factor) {
        var correlation = CorrelationTally.empty();
        for (var model : means.values()) {
            correlation = correlation.plus(
                    model.getFirst().mean(), model.get(place(factor)).mean());
        }
        return correlation.pearson("B11.model-factor-correlation", Policy.STRICT);
    }

    /** By how much the overall score goes with the first factor, such as style, rather than with the second. */
    public Figure dominance(String factor, String over) {
        var one = correlation(factor);
        var other = correlation(over);
        return one.value().isPresent() && other.value().isPresent()
                ? Figure.of(
                        "B11.dominance",
                        Policy.STRICT,
                        one.counts(),
                        one.value().getAsDouble() - other.value().getAsDouble())
                : Figure.absent(
                        "B11.dominance",
                        Policy.STRICT,
                        one.counts(),
                        one.absence().or(other::absence).orElse(Absence.NO_DATA));
    }

    /** The factor's standardised weight in the least squares fit of the overall score on all factors. */
    public Figure weight(String factor) {
        var place = place(factor);
        return solved("B11.factor-weight", matrix -> {
            var size = names.size() - 1;
            var factors = new double[size][size];
            var right = new double[size];
            for (var i = 0; i < size; i++) {
                right[i] = matrix[0][i + 1];
                System.arraycopy(matrix[i + 1], 1, factors[i], 0, size);
            }
            return SymmetricMatrix.factorIfDefinite(factors).map(system -> system.solve(right)[place - 1]);
        });
    }

    /** The correlation of the overall score with the factor that the other factors leave over. */
    public Figure partialCorrelation(String factor) {
        var place = place(factor);
        return solved(
                "B11.partial-correlation",
                matrix -> SymmetricMatrix.factorIfDefinite(matrix)
                        .map(SymmetricMatrix::inverse)
                        .map(inverse -> -inverse[0][place] / Math.sqrt(inverse[0][0] * inverse[place][place])));
    }

    /** What is made of the correlations of all scores; empty where they are linearly dependent. */
    @FunctionalInterface
    private interface Solution {
        Optional<Double> of(double[][] correlations);
    }

    private Figure solved(String definition, Solution solution) {
        var counts = Map.of("n", pair(0, 1).x().n());
        var matrix = new double[names.size()][names.size()];
        for (var i = 0; i < matrix.length; i++) {
            matrix[i][i] = 1;
            for (var j = 0; j < i; j++) {
                var correlation = pair(j, i).pearson(definition, Policy.STRICT);
                if (correlation.absence().isPresent()) {
                    return Figure.absent(
                            definition,
                            Policy.STRICT,
                            counts,
                            correlation.absence().get());
                }
                matrix[i][j] = correlation.value().orElseThrow();
                matrix[j][i] = matrix[i][j];
            }
        }
        return solution.of(matrix)
                .filter(Double::isFinite)
                .map(value -> Figure.of(definition, Policy.STRICT, counts, value))
                .orElseGet(() -> Figure.absent(definition, Policy.STRICT, counts, Absence.NO_VARIANCE));
    }

    private int place(String factor) {
        var place = names.indexOf(factor);
        if (place < 1) {
            throw new IllegalArgumentException("expected a factor of %s, found %s".formatted(names, factor));
        }
        return place;
    }

    private CorrelationTally pair(int lower, int higher) {
        return pairs.getOrDefault(lower * names.size() + higher, CorrelationTally.empty());
    }

    private FactorTally combine(
            FactorTally other, BinaryOperator<CorrelationTally> ofPairs, BinaryOperator<MeanTally> ofMeans) {
        if (!names.equals(other.names)) {
            throw new IllegalArgumentException("expected scores of %s, found %s".formatted(names, other.names));
        }
        var combinedPairs = new TreeMap<>(pairs);
        other.pairs.forEach((place, tally) -> combinedPairs.put(
                place, ofPairs.apply(combinedPairs.getOrDefault(place, CorrelationTally.empty()), tally)));
        var combinedMeans = new TreeMap<>(means);
        other.means.forEach((model, theirs) -> {
            var ours = combinedMeans.getOrDefault(model, Collections.nCopies(names.size(), MeanTally.empty()));
            combinedMeans.put(
                    model,
                    IntStream.range(0, names.size())
                            .mapToObj(place -> ofMeans.apply(ours.get(place), theirs.get(place)))
                            .toList());
        });
        return new FactorTally(names, combinedPairs, combinedMeans);
    }

    private FactorTally of(String model, List<Double> scores) {
        Require.notBlank(model, "model id");
        if (scores.size() != names.size()) {
            throw new IllegalArgumentException("expected scores of %s, found %s".formatted(names, scores));
        }
        var somePairs = new TreeMap<Integer, CorrelationTally>();
        for (var i = 0; i < scores.size(); i++) {
            for (var j = i + 1; j < scores.size(); j++) {
                somePairs.put(i * names.size() + j, CorrelationTally.empty().plus(scores.get(i), scores.get(j)));
            }
        }
        var someMeans =
                scores.stream().map(score -> MeanTally.empty().plus(score)).toList();
        return new FactorTally(names, somePairs, new TreeMap<>(Map.of(model, someMeans)));
    }
}
