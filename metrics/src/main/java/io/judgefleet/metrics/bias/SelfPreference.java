package io.judgefleet.metrics.bias;

import io.judgefleet.judgement.Policy;
import io.judgefleet.judgement.Preference;
import io.judgefleet.judgement.Reading;
import io.judgefleet.metrics.Absence;
import io.judgefleet.metrics.Figure;
import io.judgefleet.metrics.Interval;
import io.judgefleet.metrics.Range;
import io.judgefleet.metrics.Tally;
import io.judgefleet.metrics.agreement.AgreementTally;
import io.judgefleet.metrics.rating.ModelPair;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BinaryOperator;

/**
 * Self-enhancement: whether a judge gives a model, such as itself or a relative, more wins than others give it on the very same
 * comparisons (metrics definition B8; MT-Bench 2306.05685, section 3.3). The others are humans, or other judges.
 *
 * @param pairs the others' preferences (labels) by the judge's (readings), from the point of view of the lower model
 */
public record SelfPreference(SortedMap<ModelPair, AgreementTally> pairs) implements Tally<SelfPreference> {
    public SelfPreference {
        var copy = new TreeMap<>(pairs);
        copy.values().removeIf(tally -> tally.cells().total() == 0);
        pairs = Collections.unmodifiableSortedMap(copy);
    }

    public static SelfPreference empty() {
        return new SelfPreference(new TreeMap<>());
    }

    /** Counts one vote of the others and the judge's reading of the same comparison. */
    public SelfPreference plus(String first, String second, Preference others, Reading judge) {
        return merge(of(first, second, others, judge));
    }

    public SelfPreference minus(String first, String second, Preference others, Reading judge) {
        return without(of(first, second, others, judge));
    }

    @Override
    public SelfPreference merge(SelfPreference other) {
        return combine(other, AgreementTally::merge);
    }

    @Override
    public SelfPreference without(SelfPreference other) {
        return combine(other, AgreementTally::without);
    }

    /** The model's average win rate, over its opponents, by the judge less that by the others. */
    public Figure enhancement(String model, Policy policy) {
        return figure("B8.self-enhancement", policy, weights(model, policy), model);
    }

    /** The same less the mean of all other models': a judge that merely ties less than others moves every model. */
    public Figure relativeEnhancement(String model, Policy policy) {
        var weights = weights(model, policy);
        var rest = models(policy);
        rest.remove(model);
        for (var other : rest) {
            weights(other, policy).forEach((pair, weight) -> weights.merge(pair, -weight / rest.size(), Double::sum));
        }
        return figure("B8.relative-self-enhancement", policy, weights, model);
    }

    /** A sum of weighted mean differences of pairs, which are independent of one another. */
    private Figure figure(String definition, Policy policy, Map<ModelPair, Double> weights, String model) {
        var value = 0.0;
        var variance = 0.0;
        var n = 0L;
        for (var weighted : new TreeMap<>(weights).entrySet()) {
            var difference = difference(weighted.getKey(), policy);
            value += weighted.getValue() * difference.mean();
            variance += weighted.getValue() * weighted.getValue() * difference.variance();
            n += isOf(model, weighted.getKey()) ? difference.n() : 0;
        }
        var counts = Map.of("n", n);
        return n == 0
                ? Figure.absent(definition, policy, counts, Absence.NO_DATA)
                : Figure.of(definition, policy, counts, value)
                        .withInterval(
                                Interval.normal(value, Math.sqrt(variance)).within(range(weights)));
    }

    /** What each pair's mean difference, seen from its lower model, counts in the model's average over opponents. */
    private Map<ModelPair, Double> weights(String model, Policy policy) {
        var played = pairs.keySet().stream()
                .filter(pair -> isOf(model, pair) && difference(pair, policy).n() > 0)
                .toList();
        var weights = new HashMap<ModelPair, Double>();
        for (var pair : played) {
            weights.put(pair, (pair.lower().equals(model) ? 1.0 : -1.0) / played.size());
        }
        return weights;
    }

    private SortedSet<String> models(Policy policy) {
        var models = new TreeSet<String>();
        for (var pair : pairs.keySet()) {
            if (difference(pair, policy).n() > 0) {
                Collections.addAll(models, pair.lower(), pair.higher());
            }
        }
        return models;
    }

    private static boolean isOf(String model, ModelPair pair) {
        return pair.lower().equals(model) || pair.higher().equals(model);
    }

    /** The judge's points less the others', per comparison of a pair. */
    private record Difference(long n, double mean, double variance) {}

    private Difference difference(ModelPair pair, Policy policy) {
        var cells = pairs.getOrDefault(pair, AgreementTally.empty())
                .confusion(policy)
                .cells();
        var sum = 0.0;
        var squares = 0.0;
        for (var label = 0; label < cells.rows(); label++) {
            for (var given = 0; given < cells.columns(); given++) {
                var difference = points(given) - points(label);
                sum += cells.cell(label, given) * difference;
                squares += cells.cell(label, given) * difference * difference;
            }
        }
        var n = cells.total();
        if (n == 0) {
            return new Difference(0, 0, 0);
        }
        // As if two more comparisons had differed, one each way: equal ones do not make a certainty.
        var spread = (squares + 2) / (n + 2) - Math.pow(sum / (n + 2), 2);
        return new Difference(n, sum / n, spread / (n + 2));
    }

    /** What the weighted sum of differences can be: each lies between -1 and 1. */
    private static Range range(Map<ModelPair, Double> weights) {
        var most = weights.values().stream().mapToDouble(Math::abs).sum();
        return new Range(-most, most);
    }

    /** Points of the lower model; a reading that can only be wrong favours nobody, as a tie does. */
    private static double points(int label) {
        return label == AgreementTally.classOf(Preference.FIRST)
                ? 1
                : label == AgreementTally.classOf(Preference.SECOND) ? 0 : 0.5;
    }

    private SelfPreference combine(SelfPreference other, BinaryOperator<AgreementTally> operation) {
        var combined = new TreeMap<>(pairs);
        other.pairs.forEach((pair, tally) ->
                combined.put(pair, operation.apply(combined.getOrDefault(pair, AgreementTally.empty()), tally)));
        return new SelfPreference(combined);
    }

    private static SelfPreference of(String first, String second, Preference others, Reading judge) {
        var inOrder = ModelPair.isInOrder(first, second);
        var tally = AgreementTally.empty().plus(inOrder ? others : others.swapped(), inOrder ? judge : judge.swapped());
        return new SelfPreference(new TreeMap<>(Map.of(ModelPair.of(first, second), tally)));
    }
}
