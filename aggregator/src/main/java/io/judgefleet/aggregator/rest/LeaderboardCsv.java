package io.judgefleet.aggregator.rest;

import io.judgefleet.aggregator.figures.FigureCatalogue;
import io.judgefleet.aggregator.figures.FigureDefinition;
import io.judgefleet.aggregator.figures.FigureDefinition.Scope;
import io.judgefleet.judgement.KebabCase;
import io.judgefleet.metrics.Figure;
import io.judgefleet.metrics.Interval;
import io.judgefleet.metrics.text.Csv;
import io.judgefleet.schemas.figures.Leaderboard;
import io.judgefleet.schemas.figures.LeaderboardRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Leaderboards as comma-separated values, one line for each board and model; what is absent is empty. */
final class LeaderboardCsv {
    /** Of these, the ends of the interval have columns too. */
    private static final Set<String> WITH_INTERVALS = Set.of("rating", "winRate");

    static String of(List<Leaderboard> boards) {
        var lines = boards.stream().flatMap(board -> board.rows().stream().map(row -> line(board, row)));
        return Stream.concat(Stream.of(header()), lines).collect(Collectors.joining());
    }

    /** Those that every view shows, then the others. */
    static List<String> figures() {
        var figures = FigureCatalogue.of(Scope.LEADERBOARD);
        return Stream.of(true, false)
                .flatMap(isHeadline ->
                        figures.stream().filter(figure -> figure.headline().contains(Scope.LEADERBOARD) == isHeadline))
                .map(FigureDefinition::name)
                .toList();
    }

    private static String header() {
        var columns = new ArrayList<Object>(
                List.of("judge", "fingerprint", "mode", "group", "rank", "bestRank", "worstRank", "model"));
        for (var name : figures()) {
            columns.add(name);
            if (WITH_INTERVALS.contains(name)) {
                columns.add(name + "Low");
                columns.add(name + "High");
            }
            if (name.equals("rating")) {
                columns.add("votes");
            }
        }
        return Csv.line(columns.toArray());
    }

    private static String line(Leaderboard board, LeaderboardRow row) {
        var judge = board.scope().judge();
        var cells = new ArrayList<Object>(List.of(
                judge.name(),
                judge.fingerprint(),
                KebabCase.of(board.scope().mode()),
                row.group(),
                row.place().rank(),
                row.place().best(),
                row.place().worst(),
                row.model()));
        for (var name : figures()) {
            var figure = Optional.ofNullable(row.columns().get(name));
            cells.add(figure.map(LeaderboardCsv::value).orElse(""));
            if (WITH_INTERVALS.contains(name)) {
                cells.add(figure.map(LeaderboardCsv::low).orElse(""));
                cells.add(figure.map(LeaderboardCsv::high).orElse(""));
            }
            if (name.equals("rating")) {
                cells.add(row.votes());
            }
        }
        return Csv.line(cells.toArray());
    }

    private static String value(Figure figure) {
        var value = figure.value();
        return value.isPresent() ? Double.toString(value.getAsDouble()) : "";
    }

    private static String low(Figure figure) {
        return figure.interval().map(Interval::low).map(String::valueOf).orElse("");
    }

    private static String high(Figure figure) {
        return figure.interval().map(Interval::high).map(String::valueOf).orElse("");
    }

    private LeaderboardCsv() {}
}
