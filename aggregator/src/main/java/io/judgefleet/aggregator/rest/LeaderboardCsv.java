package io.judgefleet.aggregator.rest;

import io.judgefleet.judgement.KebabCase;
import io.judgefleet.metrics.Figure;
import io.judgefleet.metrics.Interval;
import io.judgefleet.metrics.text.Csv;
import io.judgefleet.schemas.figures.Leaderboard;
import io.judgefleet.schemas.figures.LeaderboardRow;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Leaderboards as comma-separated values, one line for each board and model; what is absent is empty. */
final class LeaderboardCsv {
    private static final String HEADER = "judge,fingerprint,mode,group,rank,bestRank,worstRank,model,rating,ratingLow,"
            + "ratingHigh,votes,winRate,winRateLow,winRateHigh,consistency,agreement,lengthControlledWinRate,styleControlled";

    static String of(List<Leaderboard> boards) {
        var lines = boards.stream().flatMap(board -> board.rows().stream().map(row -> line(board, row)));
        return Stream.concat(Stream.of(HEADER + Csv.LINE_END), lines).collect(Collectors.joining());
    }

    private static String line(Leaderboard board, LeaderboardRow row) {
        var judge = board.scope().judge();
        return Csv.line(
                judge.name(),
                judge.fingerprint(),
                KebabCase.of(board.scope().mode()),
                row.group(),
                row.place().rank(),
                row.place().best(),
                row.place().worst(),
                row.model(),
                value(row.rating()),
                low(row.rating()),
                high(row.rating()),
                row.votes(),
                value(row.winRate()),
                low(row.winRate()),
                high(row.winRate()),
                value(row.consistency()),
                value(row.agreement()),
                value(row, "lengthControlledWinRate"),
                value(row, "styleControlled"));
    }

    private static String value(Figure figure) {
        var value = figure.value();
        return value.isPresent() ? Double.toString(value.getAsDouble()) : "";
    }

    private static String value(LeaderboardRow row, String column) {
        return Optional.ofNullable(row.controlled().get(column))
                .map(LeaderboardCsv::value)
                .orElse("");
    }

    private static String low(Figure figure) {
        return text(figure.interval().map(Interval::low));
    }

    private static String high(Figure figure) {
        return text(figure.interval().map(Interval::high));
    }

    private static String text(Optional<Double> value) {
        return value.map(number -> Double.toString(number)).orElse("");
    }

    private LeaderboardCsv() {}
}
