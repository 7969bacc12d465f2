package io.judgefleet.metrics.rating;

import io.judgefleet.judgement.Policy;
import io.judgefleet.judgement.Preference;
import io.judgefleet.metrics.Absence;
import io.judgefleet.metrics.Figure;
import io.judgefleet.metrics.Interval;
import io.judgefleet.metrics.statistics.Newton;
import io.judgefleet.metrics.statistics.SymmetricMatrix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Bradley-Terry ratings with the pull of style taken out (metrics definition B15; Chatbot Arena's style control).
 *
 * <p>Differences of style are scaled by their root mean square and not centred: which of two models stands first in a pair is
 * arbitrary, and a mean would make the ratings depend on it. The penalties are Chatbot Arena's.
 *
 * @param groups of models connected by comparisons, the largest first
 * @param pulls of {@link AnswerStyle#FEATURES}: log-odds per root mean square of the difference
 */
public record StyleControl(List<RatingGroup> groups, List<Figure> pulls) {
    private static final double STYLE_RIDGE = 0.5;
    /** 0.5 on strengths in powers of ten, as log-odds. */
    private static final double STRENGTH_RIDGE = 0.5 / Math.pow(Math.log(10), 2);

    public StyleControl {
        groups = List.copyOf(groups);
        pulls = List.copyOf(pulls);
    }

    public static StyleControl fit(StyleCounts counts) {
        var pairs = counts.pairs();
        var contests = Contests.of(pairs, List.copyOf(pairs.models()), Policy.STRICT);
        var scales = scales(counts);
        var rows = rows(counts, contests.models(), scales);
        var likelihood = new StyleLikelihood(rows, contests.size(), scales.length, STRENGTH_RIDGE, STYLE_RIDGE);
        var size = contests.size() + scales.length;
        return Newton.maximise(likelihood, new double[size])
                .map(point -> new Solved(contests, likelihood, scales, point).control())
                // With ridges a maximum always exists; only counts beyond double precision end here.
                .orElseGet(() -> new StyleControl(List.of(), List.of()));
    }

    /** A maximum with the inverse of its information. */
    private record Solved(
            Contests contests,
            StyleLikelihood likelihood,
            double[] scales,
            double[] point,
            double[][] inverse,
            double[] sandwichErrors) {
        Solved(Contests contests, StyleLikelihood likelihood, double[] scales, double[] point) {
            this(
                    contests,
                    likelihood,
                    scales,
                    point,
                    SymmetricMatrix.factor(likelihood.at(point).information()).inverse());
        }

        private Solved(
                Contests contests, StyleLikelihood likelihood, double[] scales, double[] point, double[][] inverse) {
            this(contests, likelihood, scales, point, inverse, likelihood.sandwichErrors(point, inverse));
        }

        StyleControl control() {
            var groups = ComparabilityGroups.connected(contests).stream()
                    .map(this::group)
                    .sorted(Comparator.comparingInt(group -> -group.ratings().size()))
                    .toList();
            return new StyleControl(
                    groups,
                    IntStream.range(0, scales.length).mapToObj(this::pull).toList());
        }

        private RatingGroup group(List<Integer> members) {
            List<ModelRating> ratings = new ArrayList<>();
            for (var model : members) {
                // The ridge alone holds a group's mean in place; that certainty is none of the data's.
                var variance = inverse[model][model] - 1 / (likelihood.strengthRidge() * members.size());
                ratings.add(new ModelRating(
                        contests.models().get(model),
                        point[model],
                        Math.sqrt(Math.max(0, variance)),
                        sandwichErrors[model],
                        Math.round(contests.count(model))));
            }
            return new RatingGroup(ratings);
        }

        private Figure pull(int feature) {
            var definition = "B15.style-" + AnswerStyle.FEATURES.get(feature);
            var counts = Map.of("n", Math.round(contests.total()));
            if (scales[feature] == 0) {
                var reason = contests.total() == 0 ? Absence.NO_DATA : Absence.NO_VARIANCE;
                return Figure.absent(definition, Policy.STRICT, counts, reason);
            }
            var place = contests.size() + feature;
            return Figure.of(definition, Policy.STRICT, counts, point[place])
                    .withInterval(Interval.robust(
                            point[place],
                            sandwichErrors[place],
                            Math.sqrt(inverse[place][place]),
                            Math.round(contests.total())));
        }
    }

    /** The root mean square of each feature's steps. */
    private static double[] scales(StyleCounts counts) {
        var squares = new double[AnswerStyle.FEATURES.size()];
        var n = 0L;
        for (var entry : counts.cells().entrySet()) {
            n += entry.getValue();
            for (var feature = 0; feature < squares.length; feature++) {
                var steps = entry.getKey().steps().get(feature);
                squares[feature] += entry.getValue() * (double) steps * steps;
            }
        }
        for (var feature = 0; feature < squares.length; feature++) {
            squares[feature] = n == 0 ? 0 : Math.sqrt(squares[feature] / n);
        }
        return squares;
    }

    private static List<StyleLikelihood.Row> rows(StyleCounts counts, List<String> models, double[] scales) {
        Map<String, Integer> places = new HashMap<>();
        models.forEach(model -> places.put(model, places.size()));
        List<StyleLikelihood.Row> rows = new ArrayList<>();
        counts.cells().forEach((cell, count) -> {
            var points = cell.outcome() == Preference.FIRST ? 1 : cell.outcome() == Preference.TIE ? 0.5 : 0;
            rows.add(new StyleLikelihood.Row(
                    place(places, cell.pair().lower()),
                    place(places, cell.pair().higher()),
                    scaled(cell.steps(), scales),
                    points * count,
                    points * points * count,
                    count));
        });
        return rows;
    }

    private static int place(Map<String, Integer> places, String model) {
        return Optional.ofNullable(places.get(model)).orElseThrow();
    }

    private static double[] scaled(List<Integer> steps, double[] scales) {
        var scaled = new double[scales.length];
        for (var feature = 0; feature < scales.length; feature++) {
            scaled[feature] = scales[feature] == 0 ? 0 : steps.get(feature) / scales[feature];
        }
        return scaled;
    }
}
