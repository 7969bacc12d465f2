package io.judgefleet.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.judgefleet.cli.console.Console;
import io.judgefleet.cli.console.Table;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A judge's metrics as tables: its counts, its figures, and its models under test. */
final class MetricsTables {
    private static final List<Map.Entry<String, String>> SHARES = List.of(
            Map.entry("swap consistency", "consistency"),
            Map.entry("bias to the first", "biasFirst"),
            Map.entry("bias to the second", "biasSecond"),
            Map.entry("delta bias", "deltaBias"),
            Map.entry("first-shown bias", "firstShownBias"),
            Map.entry("parse rate of passes", "parseRate"),
            Map.entry("agreement with labels", "agreement"));

    static void print(JsonNode answer, JsonNode judge, Console console) {
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

    private static Table figures(JsonNode figures) {
        var table = new Table("figure", "value", "95 % interval", "n", "");
        SHARES.forEach(share -> {
            var figure = figures.path(share.getValue());
            table.row(
                    share.getKey(),
                    Figures.percent(figure),
                    Figures.percents(figure),
                    Figures.n(figure),
                    Figures.absence(figure));
        });
        var kappa = figures.path("cohenKappa");
        return table.row(
                "Cohen's kappa with labels",
                Figures.coefficient(kappa),
                Figures.coefficients(kappa),
                Figures.n(kappa),
                Figures.absence(kappa));
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

    private MetricsTables() {}
}
