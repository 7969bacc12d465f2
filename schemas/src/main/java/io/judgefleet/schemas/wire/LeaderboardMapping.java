package io.judgefleet.schemas.wire;

import io.judgefleet.metrics.Figure;
import io.judgefleet.schemas.figures.Leaderboard;
import io.judgefleet.schemas.figures.LeaderboardRow;
import io.judgefleet.schemas.figures.WinMatrix;
import java.util.LinkedHashMap;

/** A leaderboard on the wire. */
final class LeaderboardMapping {
    static io.judgefleet.v1.Leaderboard toWire(Leaderboard board) {
        var matrix = board.matrix();
        return new io.judgefleet.v1.Leaderboard(
                FigureMapping.toWire(board.scope()),
                board.votes(),
                board.groups(),
                board.rows().stream().map(LeaderboardMapping::row).toList(),
                new io.judgefleet.v1.WinMatrix(matrix.models(), matrix.wins(), matrix.ties()),
                board.omittedRows());
    }

    static Leaderboard toRecord(io.judgefleet.v1.Leaderboard wire) {
        var matrix = wire.getMatrix();
        return new Leaderboard(
                FigureMapping.toRecord(wire.getScope()),
                wire.getVotes(),
                wire.getGroups(),
                wire.getRows().stream().map(LeaderboardMapping::row).toList(),
                new WinMatrix(matrix.getModels(), matrix.getWins(), matrix.getTies()),
                wire.getOmittedRows());
    }

    private static io.judgefleet.v1.LeaderboardRow row(LeaderboardRow row) {
        return new io.judgefleet.v1.LeaderboardRow(
                row.model(),
                row.group(),
                row.place().rank(),
                row.place().best(),
                row.place().worst(),
                FigureMapping.toWire(row.rating()),
                row.votes(),
                FigureMapping.toWire(row.column("winRate")),
                FigureMapping.toWire(row.column("consistency")),
                FigureMapping.toWire(row.column("agreement")),
                FigureMapping.each(row.controlled(), FigureMapping::toWire));
    }

    private static LeaderboardRow row(io.judgefleet.v1.LeaderboardRow wire) {
        var columns = new LinkedHashMap<String, Figure>();
        columns.put("rating", FigureMapping.toRecord(wire.getRating()));
        columns.put("winRate", FigureMapping.toRecord(wire.getWinRate()));
        columns.put("consistency", FigureMapping.toRecord(wire.getConsistency()));
        columns.put("agreement", FigureMapping.toRecord(wire.getAgreement()));
        columns.putAll(FigureMapping.each(wire.getControlled(), FigureMapping::toRecord));
        var place = new LeaderboardRow.Place(wire.getRank(), wire.getBestRank(), wire.getWorstRank());
        return new LeaderboardRow(wire.getModel(), wire.getGroup(), place, wire.getVotes(), columns);
    }

    private LeaderboardMapping() {}
}
