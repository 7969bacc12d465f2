package io.judgefleet.aggregator.rest;

import io.judgefleet.aggregator.figures.Query;
import io.judgefleet.aggregator.figures.Standings;
import io.judgefleet.judgement.KebabCase;
import io.judgefleet.metrics.text.LookAlikes;
import io.judgefleet.schemas.figures.LeaderboardRow;
import io.judgefleet.schemas.figures.WinMatrix;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Leaderboards as readers get them. */
record LeaderboardsJson(WindowJson window, String policy, String resolution, List<Board> leaderboards) {
    /**
     * The leaderboard of one judge in one mode.
     *
     * @param lookAlikes groups of models whose names differ by what a reader cannot see
     */
    record Board(
            JudgeJson judge,
            String mode,
            long votes,
            int groups,
            List<Row> rows,
            WinMatrix matrix,
            Map<String, FigureJson> stylePulls,
            List<List<String>> lookAlikes) {}

    /** One model's place. */
    record Row(
            int rank,
            int bestRank,
            int worstRank,
            String model,
            FigureJson rating,
            long votes,
            FigureJson winRate,
            FigureJson consistency,
            FigureJson agreement,
            int group,
            Map<String, FigureJson> controlled) {}

    static LeaderboardsJson of(Query query, Instant now, List<Standings> boards) {
        return new LeaderboardsJson(
                WindowJson.of(query.window(), now),
                KebabCase.of(query.policy()),
                KebabCase.of(query.resolution()),
                boards.stream().map(LeaderboardsJson::board).toList());
    }

    private static Board board(Standings standings) {
        var board = standings.board();
        return new Board(
                JudgeJson.of(board.scope().judge()),
                KebabCase.of(board.scope().mode()),
                board.votes(),
                board.groups(),
                board.rows().stream().map(LeaderboardsJson::row).toList(),
                board.matrix(),
                FigureJson.of(standings.pulls()),
                LookAlikes.of(board.rows().stream().map(LeaderboardRow::model).toList()));
    }

    private static Row row(LeaderboardRow row) {
        return new Row(
                row.place().rank(),
                row.place().best(),
                row.place().worst(),
                row.model(),
                FigureJson.of(row.rating()),
                row.votes(),
                FigureJson.of(row.column("winRate")),
                FigureJson.of(row.column("consistency")),
                FigureJson.of(row.column("agreement")),
                row.group(),
                FigureJson.of(row.controlled()));
    }
}
