package io.judgefleet.aggregator.figures;

import io.judgefleet.aggregator.ReplicateSums;
import io.judgefleet.aggregator.SliceTally;
import io.judgefleet.metrics.Bootstrap;
import io.judgefleet.metrics.Figure;
import io.judgefleet.metrics.Interval;
import io.judgefleet.metrics.Policy;
import io.judgefleet.metrics.rating.BradleyTerry;
import io.judgefleet.metrics.rating.ModelRating;
import io.judgefleet.metrics.rating.PairCounts;
import io.judgefleet.schemas.Leaderboard;
import io.judgefleet.schemas.LeaderboardRow;
import io.judgefleet.schemas.LeaderboardRow.Place;
import io.judgefleet.schemas.ModelMetrics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
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

    /** What figures come to in the replicates, by name, as far as they are defined. */
    private static final class Values {
        private final Map<String, List<Double>> byName = new HashMap<>();

        void add(String name, double value) {
            byName.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
        }

        Figure put(String name, Figure plain, int replicates) {
            if (plain.interval().isEmpty()) {
                return plain;
            }
            var values = byName.getOrDefault(name, List.of()).stream()
                    .mapToDouble(Double::doubleValue)
                    .toArray();
            return Bootstrap.spread(values, replicates)
                    .map(spread -> spread.put(plain))
                    .orElse(plain);
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
                        resampled(plain.all(), bootstrap),
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
        var figures = resampled.models().stream()
                .collect(Collectors.toMap(model -> model.model().orElseThrow(), ModelMetrics::figures));
        var rows = plain.rows().stream()
                .map(row -> row(row, Objects.requireNonNull(figures.get(row.model()))))
                .toList();
        var placed = rows.stream().map(row -> placed(row, rows)).toList();
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
                    var figures =
                            new LinkedHashMap<>(resampled(plain, bootstrap).figures());
                    figures.computeIfPresent("winRate", (name, rate) -> winRates.put(model, rate, sums.replicates()));
                    return plain.withFigures(figures);
                })
                .orElse(plain);
    }

    private ModelMetrics resampled(ModelMetrics plain, Bootstrap<SliceTally> bootstrap) {
        var values = new Values();
        for (var replicate : bootstrap.replicates()) {
            Figures.figures(plain.scope(), replicate)
                    .forEach((name, figure) -> figure.value().ifPresent(value -> values.add(name, value)));
        }
        var figures = new LinkedHashMap<String, Figure>();
        plain.figures().forEach((name, figure) -> figures.put(name, values.put(name, figure, sums.replicates())));
        return plain.withFigures(figures);
    }

    private LeaderboardRow row(LeaderboardRow plain, Map<String, Figure> figures) {
        return new LeaderboardRow(
                plain.model(),
                plain.group(),
                plain.place(),
                ratings.put(plain.model(), plain.rating(), sums.replicates()),
                plain.votes(),
                figures.getOrDefault("winRate", plain.winRate()),
                figures.getOrDefault("consistency", plain.consistency()),
                figures.getOrDefault("agreement", plain.agreement()),
                plain.controlled());
    }

    /** Ranks as the new intervals have them. */
    private static LeaderboardRow placed(LeaderboardRow row, List<LeaderboardRow> rows) {
        return row.rating()
                .interval()
                .map(own -> {
                    var others = rows.stream()
                            .filter(other -> other.group() == row.group())
                            .flatMap(other -> other.rating().interval().stream())
                            .toList();
                    var best = 1 + count(others, other -> other.low() > own.high());
                    var worst = count(others, other -> other.high() >= own.low());
                    return row.withPlace(new Place(best, best, worst));
                })
                .orElse(row);
    }

    private static int count(List<Interval> intervals, Predicate<Interval> condition) {
        return (int) intervals.stream().filter(condition).count();
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
