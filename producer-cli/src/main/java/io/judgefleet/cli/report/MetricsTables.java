package io.judgefleet.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.judgefleet.cli.console.Console;
import io.judgefleet.cli.console.Table;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A judge's metrics as tables: its counts, its figures, and its models under test. */
final class MetricsTables {
    private final JsonNode definitions;
    private final boolean isAll;

    /**
     * Tables of the figures that these definitions name.
     *
     * @param definitions the answer of {@code /api/definitions}
     * @param isAll whether figures are printed that are not shown by default
     */
    MetricsTables(JsonNode definitions, boolean isAll) {
        this.definitions = definitions;
        this.isAll = isAll;
    }

    void print(JsonNode answer, JsonNode judge, Console console) {
        JudgeHeading.print(answer, judge, console);
        counts(judge.path("counts"), console);
        console.result("");
        figures(judge.path("figures")).print(console.out());
        console.result("");
        if (!judge.path("models").isEmpty()) {
            models(judge.path("models")).print(console.out());
            console.result("");
        }
    }

    private static void counts(JsonNode counts, Console console) {
        var oneOrder = counts.path("oneOrder").asLong();
        console.result("verdicts %s: %s complete, %s half, %s empty%s; %s labelled, %s without majority, %s unlabelled"
                .formatted(
                        count(counts, "verdicts"),
                        count(counts, "complete"),
                        count(counts, "half"),
                        count(counts, "empty"),
                        oneOrder > 0 ? ", " + oneOrder + " of one order" : "",
                        count(counts, "labelled"),
                        count(counts, "withoutMajority"),
                        count(counts, "unlabelled")));
        console.result("passes: " + passes(counts.path("passes")));
    }

    private static String passes(JsonNode passes) {
        var counted = new TreeMap<String, Long>();
        passes.fieldNames()
                .forEachRemaining(name -> counted.put(name, passes.path(name).asLong()));
        return counted.entrySet().stream()
                .filter(pass -> pass.getValue() > 0)
                .map(pass -> pass.getValue() + " " + pass.getKey())
                .collect(Collectors.joining(", "));
    }

    private Table figures(JsonNode figures) {
        var table = new Table("figure", "value", "95 % interval", "n", "");
        for (var definition : definitions.path("figures")) {
            if (isShown(definition)) {
                var figure = figures.path(definition.path("name").asText());
                var unit = definition.path("unit").asText();
                table.row(
                        definition.path("title").asText(),
                        Figures.value(figure, unit),
                        Figures.interval(figure, unit),
                        Figures.n(figure),
                        Figures.absence(figure));
            }
        }
        return table;
    }

    private boolean isShown(JsonNode definition) {
        return StreamSupport.stream(
                        definition.path(isAll ? "scopes" : "headline").spliterator(), false)
                .anyMatch(scope -> scope.asText().equals("judge"));
    }

    private static Table models(JsonNode models) {
        var table = new Table(
                "model", "verdicts", "wins", "ties", "losses", "win rate", "95 % interval", "consistency", "agreement");
        for (var model : models) {
            var counts = model.path("counts");
            var figures = model.path("figures");
            table.row(
                    model.path("model").asText("?"),
                    count(counts, "verdicts"),
                    count(counts, "wins"),
                    count(counts, "ties"),
                    count(counts, "losses"),
                    Figures.percent(figures.path("winRate")),
                    Figures.percents(figures.path("winRate")),
                    Figures.percent(figures.path("consistency")),
                    Figures.percent(figures.path("agreement")));
        }
        return table;
    }

    private static String count(JsonNode counts, String name) {
        return counts.path(name).asText("0");
    }
}
