package io.judgefleet.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.judgefleet.cli.console.Console;
import io.judgefleet.cli.console.ExitCode;
import io.judgefleet.cli.console.Table;
import io.judgefleet.cli.fleet.Aggregator;
import io.judgefleet.cli.fleet.ConnectionOptions;
import io.judgefleet.cli.fleet.Surroundings;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code judgefleet leaderboard}: ratings with their intervals, one board for each judge. */
@Command(
        name = "leaderboard",
        mixinStandardHelpOptions = true,
        description = "Prints the ratings of the models under test, one board for each judge.",
        footer = {
            "",
            "A * marks a figure of fewer than 30 observations; 'too few' stands for one of fewer than 5, a - for any other "
                    + "that has no value. A rating is unbounded "
                    + "where a model won or lost everything against those that it could be rated with."
        })
public final class LeaderboardCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private final QueryOptions options = new QueryOptions();

    @Option(
            names = "--controls",
            description = "Also the win rate at equal lengths and the rating at equal styles of answers.")
    private boolean controls;

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
                console.results(aggregator.text("/api/leaderboard.csv", query()));
            } else if (options.isJson()) {
                console.results(aggregator.text("/api/leaderboard", query()));
            } else {
                print(aggregator.json("/api/leaderboard", query()), console);
            }
        }
        return ExitCode.DONE;
    }

    private Map<String, String> query() {
        var query = options.query();
        if (controls) {
            query.put("controls", "true");
        }
        return query;
    }

    private void print(JsonNode answer, Console console) {
        var boards = answer.path("leaderboards");
        if (boards.isEmpty()) {
            console.note(options.nothingFound());
        }
        for (var board : boards) {
            JudgeHeading.print(answer, board, console);
            board(board, console);
            console.result("");
        }
    }

    private static void board(JsonNode board, Console console) {
        boolean isGrouped = board.path("groups").asInt() > 1;
        boolean isHeld = !board.path("rows").path(0).path("controlled").isEmpty();
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
                isHeld ? "at equal length" : "",
                isHeld ? "at equal style" : "",
                isGrouped ? "group" : "");
        for (var row : board.path("rows")) {
            row(row, isGrouped, isHeld, table);
        }
        table.print(console.out());
        JudgeHeading.printLookAlikes(board.path("lookAlikes"), console);
        if (isGrouped) {
            console.result(
                    "ratings of different groups have no common scale: one side won every time, or they never met");
        }
    }

    private static void row(JsonNode row, boolean isGrouped, boolean isHeld, Table table) {
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
                isHeld ? Figures.percent(row.path("controlled").path("lengthControlledWinRate")) : "",
                isHeld ? Figures.rating(row.path("controlled").path("styleControlled")) : "",
                isGrouped ? row.path("group").asText("?") : "");
    }
}
