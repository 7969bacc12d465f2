package io.judgefleet.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.judgefleet.cli.console.Console;
import io.judgefleet.cli.console.ExitCode;
import io.judgefleet.cli.console.Table;
import io.judgefleet.cli.fleet.Aggregator;
import io.judgefleet.cli.fleet.ConnectionOptions;
import io.judgefleet.cli.fleet.Surroundings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code judgefleet leaderboard}: ratings with their intervals, one board for each judge. */
@Command(
        name = "leaderboard",
        mixinStandardHelpOptions = true,
        description = "Prints the ratings of the models under test, one board for each judge.",
        footer = {"", "A * marks a figure of fewer than 30 observations, a - one that has no value."})
public final class LeaderboardCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private final QueryOptions options = new QueryOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public LeaderboardCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        var console =
                new Console(spec.commandLine().getOut(), spec.commandLine().getErr());
        try (var aggregator = new Aggregator(connection.connection(surroundings.environment()))) {
            if (options.isCsv()) {
                console.out().print(aggregator.text("/api/leaderboard.csv", options.query()));
            } else if (options.isJson()) {
                console.result(aggregator.text("/api/leaderboard", options.query()));
            } else {
                print(aggregator.json("/api/leaderboard", options.query()), console);
            }
        }
        return ExitCode.DONE;
    }

    private static void print(JsonNode answer, Console console) {
        var boards = answer.path("leaderboards");
        if (boards.isEmpty()) {
            console.note("no verdicts in this window yet");
        }
        for (var board : boards) {
            JudgeHeading.print(answer, board, console);
            board(board, console);
            console.result("");
        }
    }

    private static void board(JsonNode board, Console console) {
        boolean isGrouped = board.path("groups").asInt() > 1;
        var table = new Table(
                "rank",
                "range",
                "model",
                "rating",
                "95 % interval",
                "votes",
                "win rate",
                "consistency",
                "agreement",
                isGrouped ? "group" : "");
        for (var row : board.path("rows")) {
            row(row, isGrouped, table);
        }
        table.print(console.out());
        if (isGrouped) {
            console.result(
                    "models of different groups never met, not even through others: do not compare their ratings");
        }
    }

    private static void row(JsonNode row, boolean isGrouped, Table table) {
        table.row(
                row.path("rank").asText("-"),
                row.path("bestRank").asText("?") + "-" + row.path("worstRank").asText("?"),
                row.path("model").asText("?"),
                Figures.rating(row.path("rating")),
                Figures.ratings(row.path("rating")),
                row.path("votes").asText("-"),
                Figures.percent(row.path("winRate")),
                Figures.percent(row.path("consistency")),
                Figures.percent(row.path("agreement")),
                isGrouped ? row.path("group").asText("?") : "");
    }
}
