package io.judgefleet.aggregator.figures;

import io.judgefleet.aggregator.figures.FigureDefinition.Scope;
import io.judgefleet.judgement.Policy;
import io.judgefleet.metrics.Figure;
import io.judgefleet.metrics.Interval;
import io.judgefleet.metrics.rating.BradleyTerry;
import io.judgefleet.metrics.rating.PairCounts;
import io.judgefleet.metrics.rating.Ranks;
import io.judgefleet.metrics.rating.WinTally;
import io.judgefleet.schemas.figures.FigureScope;
import io.judgefleet.schemas.figures.Leaderboard;
import io.judgefleet.schemas.figures.LeaderboardRow;
import io.judgefleet.schemas.figures.LeaderboardRow.Place;
import io.judgefleet.schemas.figures.ModelMetrics;
import io.judgefleet.schemas.figures.WinMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Leaderboards out of counts; ratings that were solved before for the same counts are not solved again. */
final class Boards {
    private static final Place UNPLACED = new Place(1, 1, 1);

    private final Ratings ratings = new Ratings();

    /** @param report the same judge's figures */
    Leaderboard of(JudgeTally tally, JudgeReport report) {
        var scope = report.scope();
        var counts = tally.pairCounts(scope.resolution());
        var metrics = report.models().stream()
                .collect(Collectors.toMap(model -> model.model().orElseThrow(), Function.identity()));
        var solved = ratings.of(counts, scope.policy());
        var rows = rows(solved, JudgeTally.winsOf(counts), metrics, scope);
        var votes = counts.pairs().values().stream()
                .mapToLong(wins -> wins.n(scope.policy()))
                .sum();
        var models = rows.stream().map(LeaderboardRow::model).toList();
        return new Leaderboard(
                scope,
                votes,
                solved.groups().size(),
                placed(rows, counts, scope.policy()),
                matrix(models, counts, scope.policy()));
    }

    /** The same rows at the ranks that their ratings' intervals and the wins between groups give them. */
    static List<LeaderboardRow> placed(List<LeaderboardRow> rows, PairCounts counts, Policy policy) {
        var groups = rows.stream().collect(Collectors.toMap(LeaderboardRow::model, LeaderboardRow::group));
        var intervals = new HashMap<String, Interval>();
        rows.forEach(row -> row.rating().interval().ifPresent(interval -> intervals.put(row.model(), interval)));
        var ranks = Ranks.of(groups, intervals, counts, policy);
        return rows.stream()
                .map(row -> {
                    var rank = Objects.requireNonNull(ranks.get(row.model()));
                    return row.withPlace(new Place(rank.rank(), rank.best(), rank.worst()));
                })
                .toList();
    }

    private static List<LeaderboardRow> rows(
            BradleyTerry solved, Map<String, WinTally> wins, Map<String, ModelMetrics> metrics, FigureScope scope) {
        List<LeaderboardRow> rows = new ArrayList<>();
        for (var group = 0; group < solved.groups().size(); group++) {
            for (var rating : solved.groups().get(group).ratings()) {
                var votes = wins.getOrDefault(rating.model(), WinTally.empty()).n(scope.policy());
                var columns = StandingFigures.OF_RATINGS.figures(scope, new StandingFigures.Rated(rating, votes));
                columns.putAll(shared(Objects.requireNonNull(metrics.get(rating.model()))));
                rows.add(new LeaderboardRow(rating.model(), group + 1, UNPLACED, votes, columns));
            }
        }
        return rows;
    }

    /** The model's own figures that leaderboards show too. */
    static Map<String, Figure> shared(ModelMetrics model) {
        var shared = new LinkedHashMap<String, Figure>();
        FigureCatalogue.of(Scope.LEADERBOARD).stream()
                .filter(definition -> definition.scopes().contains(Scope.MODEL))
                .map(FigureDefinition::name)
                .forEach(name ->
                        shared.put(name, Objects.requireNonNull(model.figures().get(name))));
        return shared;
    }

    private static WinMatrix matrix(List<String> models, PairCounts counts, Policy policy) {
        return new WinMatrix(
                models,
                table(models, counts, wins -> wins.wins(policy)),
                table(models, counts, wins -> wins.ties(policy)));
    }

    private static List<List<Long>> table(List<String> models, PairCounts counts, ToLongFunction<WinTally> count) {
        var places = new HashMap<String, Integer>();
        models.forEach(model -> places.put(model, places.size()));
        var table = new long[models.size()][models.size()];
        counts.pairs().forEach((pair, tally) -> {
            var lower = Objects.requireNonNull(places.get(pair.lower()));
            var higher = Objects.requireNonNull(places.get(pair.higher()));
            table[lower][higher] = count.applyAsLong(tally);
            table[higher][lower] = count.applyAsLong(tally.swapped());
        });
        return Arrays.stream(table)
                .map(row -> Arrays.stream(row).boxed().toList())
                .toList();
    }
}
