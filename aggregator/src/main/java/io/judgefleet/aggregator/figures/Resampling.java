package io.judgefleet.aggregator.figures;

import io.judgefleet.aggregator.slice.OutcomeCode;
import io.judgefleet.aggregator.slice.ReplicateSums;
import io.judgefleet.aggregator.slice.SliceTally;
import io.judgefleet.judgement.Policy;
import io.judgefleet.metrics.Bootstrap;
import io.judgefleet.metrics.Figure;
import io.judgefleet.metrics.rating.BradleyTerry;
import io.judgefleet.metrics.rating.ModelRating;
import io.judgefleet.metrics.rating.PairCounts;
import io.judgefleet.schemas.figures.FigureScope;
import io.judgefleet.schemas.figures.Leaderboard;
import io.judgefleet.schemas.figures.LeaderboardRow;
import io.judgefleet.schemas.figures.ModelMetrics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * Figures of one judge and mode with the intervals of a bootstrap by question in place of those that take comparisons for
 * independent (metrics definition B12).
 *
 * <p>Figures that have no interval get none. Where ledgers have forgotten verdicts that still count, all keep what they have. A
 * replicate in which a model's rating has another scale than on the leaderboard, for other models are comparable with it
 * there, says nothing of that rating.
 */
final class Resampling {
    private final ReplicateSums sums;
    private final Policy policy;
    private final Values ratings = new Values();
    private final Values winRates = new Values();
    private final Map<OutcomeCode, Map<String, Figure>> byCode = new HashMap<>();

    /** What figures come to in the replicates, by name, as far as they are defined. */
    private static final class Values {
        private final Map<String, List<Double>> byName = new HashMap<>();

        void add(String name, double value) {
            byName.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
        }

        /** The figure by question; too few questions say nothing, however often they were judged. */
        Figure put(String name, Figure plain, int replicates, long questions) {
            if (plain.interval().isEmpty() || !byName.containsKey(name)) {
                return plain;
            }
            if (questions < Figure.MIN_SHOWN) {
                return plain.withCount("questions", questions).tooFew();
            }
            var values = byName.getOrDefault(name, List.of()).stream()
                    .mapToDouble(Double::doubleValue)
                    .toArray();
            return Bootstrap.spread(values, replicates)
                    .map(spread -> spread.put(plain, questions))
                    .orElse(plain.withCount("questions", questions));
        }
    }

    /** @param board empty for a judge that never compared two models */
    Resampling(ReplicateSums sums, Policy policy, Optional<Leaderboard> board) {
        this.sums = sums;
        this.policy = policy;
        var groups = board.map(Resampling::groups).orElse(Map.of());
        for (var replicate = 0; replicate < sums.replicates(); replicate++) {
            resample(sums.pairCounts(replicate), groups);
        }
    }

    JudgeReport report(JudgeReport plain, JudgeTally tally) {
        return sums.all(tally.all().verdicts())
                .map(bootstrap -> new JudgeReport(
                        plain.scope(),
                        resampled(plain.all(), bootstrap, sums::questions),
                        plain.swap(),
                        plain.agreement(),
                        plain.models().stream()
                                .map(model -> ofModel(model, tally))
                                .toList()))
                .orElse(plain);
    }

    /** @param resampled the same judge's figures */
    Leaderboard board(Leaderboard plain, JudgeReport resampled, JudgeTally tally) {
        if (sums.all(tally.all().verdicts()).isEmpty()) {
            return plain;
        }
        var models = resampled.models().stream()
                .collect(Collectors.toMap(model -> model.model().orElseThrow(), Function.identity()));
        var rows = plain.rows().stream()
                .map(row -> row(row, Objects.requireNonNull(models.get(row.model()))))
                .toList();
        var placed = Boards.placed(rows, tally.pairCounts(plain.scope().resolution()), policy);
        return new Leaderboard(plain.scope(), plain.votes(), plain.groups(), placed, plain.matrix());
    }

    private void resample(PairCounts counts, Map<String, Set<String>> groups) {
        JudgeTally.winsOf(counts)
                .forEach((model, wins) -> wins.winRate(policy).value().ifPresent(rate -> winRates.add(model, rate)));
        for (var group : BradleyTerry.fit(counts, policy).groups()) {
            var members = group.ratings().stream().map(ModelRating::model).collect(Collectors.toSet());
            group.ratings().stream()
                    .filter(rating -> members.equals(groups.get(rating.model())))
                    .forEach(rating -> ratings.add(rating.model(), rating.rating()));
        }
    }

    private ModelMetrics ofModel(ModelMetrics plain, JudgeTally tally) {
        var model = plain.model().orElseThrow();
        var verdicts = tally.byModel().getOrDefault(model, SliceTally.empty()).verdicts();
        return sums.of(model, verdicts)
                .map(bootstrap -> {
                    var figures = new LinkedHashMap<>(resampled(plain, bootstrap, asked -> sums.questions(model, asked))
                            .figures());
                    figures.computeIfPresent(
                            "winRate",
                            (name, rate) -> winRates.put(
                                    model, rate, sums.replicates(), questionsOfWins(model, plain.scope())));
                    return plain.withFigures(figures);
                })
                .orElse(plain);
    }

    /** How many questions stand behind a win rate and a rating. */
    private long questionsOfWins(String model, FigureScope scope) {
        return sums.questions(
                model, code -> code.tally().under(scope.resolution()).wins().n(policy) > 0);
    }

    /** @param questions how many have verdicts of certain outcome codes */
    private ModelMetrics resampled(
            ModelMetrics plain, Bootstrap<SliceTally> bootstrap, ToLongFunction<Predicate<OutcomeCode>> questions) {
        var values = new Values();
        for (var replicate : bootstrap.replicates()) {
            JudgeFigures.ofVerdicts(plain.scope(), replicate)
                    .forEach((name, figure) -> figure.value().ifPresent(value -> values.add(name, value)));
        }
        var figures = new LinkedHashMap<String, Figure>();
        plain.figures()
                .forEach((name, figure) -> figures.put(
                        name,
                        values.put(
                                name,
                                figure,
                                sums.replicates(),
                                questions.applyAsLong(code -> counts(code, name, plain.scope())))));
        return plain.withFigures(figures);
    }

    /** Whether verdicts of the code are among those that the figure is made of. */
    private boolean counts(OutcomeCode code, String name, FigureScope scope) {
        var figure = byCode.computeIfAbsent(code, any -> JudgeFigures.ofVerdicts(scope, code.tally()))
                .get(name);
        return figure != null && figure.n() > 0;
    }

    private LeaderboardRow row(LeaderboardRow plain, ModelMetrics resampled) {
        var questions = questionsOfWins(plain.model(), resampled.scope());
        var columns = new LinkedHashMap<>(Boards.shared(resampled));
        columns.put("rating", ratings.put(plain.model(), plain.column("rating"), sums.replicates(), questions));
        return plain.withMoreColumns(columns);
    }

    /** With whom each model is comparable. */
    private static Map<String, Set<String>> groups(Leaderboard board) {
        var members = board.rows().stream()
                .collect(Collectors.groupingBy(
                        LeaderboardRow::group, Collectors.mapping(LeaderboardRow::model, Collectors.toSet())));
        return board.rows().stream()
                .collect(Collectors.toMap(
                        LeaderboardRow::model, row -> Objects.requireNonNull(members.get(row.group()))));
    }
}
