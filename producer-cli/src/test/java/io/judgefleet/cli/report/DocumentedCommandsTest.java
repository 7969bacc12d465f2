package io.judgefleet.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.cli.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Commands print the figures that the metrics page promises of them, and no others. */
final class DocumentedCommandsTest {
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| (?:`[AB][0-9.a-z-]+`(?:, )?)+ \\| `(/api/[a-z]+)[^`]*` `(\\w+)` \\| (.*) \\|$");

    /** Models' strengths are no shares. */
    private static final Set<String> RATINGS = Set.of("rating", "styleControlled");

    /** A value of its own for each figure, by which it is found in what was printed. */
    private final Map<String, Double> values = new TreeMap<>();

    @Test
    void shouldPrintWhatPageSaysWhenMetricsAreAskedFor() throws IOException {
        var rows = rows("/api/models");
        var figures = figures(rows);
        var answer = """
            {"window": {"name": "all"}, "judges": [{"judge": {"name": "tiny"}, "figures": %s,
              "models": [{"model": "ant", "figures": %s}]}], "figures": [%s]}
            """.formatted(figures, figures, definitions(rows));

        assertThat(printed(answer, "metrics")).isEqualTo(promised(rows, "`metrics`"));
        assertThat(printed(answer, "metrics", "--all")).isEqualTo(new TreeSet<>(rows.keySet()));
        assertThat(printed(answer, "metrics", "--csv")).isEqualTo(new TreeSet<>(rows.keySet()));
    }

    @Test
    void shouldPrintWhatPageSaysWhenLeaderboardIsAskedFor() throws IOException {
        var rows = rows("/api/models");
        rows.putAll(rows("/api/leaderboard"));
        var figures = figures(rows);
        var answer = """
            {"window": {"name": "all"}, "leaderboards": [{"judge": {"name": "tiny"}, "groups": 1,
              "rows": [%s, "controlled": %s}]}]}
            """.formatted(figures.substring(0, figures.length() - 1), figures);
        var expected = promised(rows, "`leaderboard`");
        expected.addAll(promised(rows, "`leaderboard --controls`"));

        assertThat(printed(answer, "leaderboard", "--controls")).isEqualTo(expected);
    }

    /** Names of figures whose values the command prints. */
    private TreeSet<String> printed(String answer, String... command) {
        try (var aggregator = new FakeAggregator(200, answer)) {
            var arguments = new String[command.length + 2];
            System.arraycopy(command, 0, arguments, 0, command.length);
            arguments[command.length] = "--aggregator-url";
            arguments[command.length + 1] = aggregator.url();
            var out = Ran.run(arguments).out();
            return values.entrySet().stream()
                    .filter(figure -> isPrinted(figure.getValue(), out))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** As a share, as a coefficient or as it is. */
    private static boolean isPrinted(double value, String out) {
        return Stream.of("%.1f %%".formatted(100 * value), "%.3f".formatted(value), Double.toString(value))
                .anyMatch(out::contains);
    }

    /** A JSON object of all of them. */
    private String figures(Map<String, String> rows) {
        rows.keySet()
                .forEach(name -> values.put(
                        name,
                        RATINGS.contains(name) ? 1000.5 + 7 * values.size() : (111 + 7 * values.size()) / 1000.0));
        return rows.keySet().stream()
                .map(name -> "\"%s\": {\"value\": %s, \"counts\": {\"n\": 99}}".formatted(name, values.get(name)))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    /** Definitions as the aggregator gives them; that those of the page are its own is a test of the aggregator. */
    private static String definitions(Map<String, String> rows) {
        return rows.entrySet().stream()
                .map(row -> """
                    {"name": "%s", "title": "%s", "unit": "share", "scopes": ["judge"], "headline": [%s]}""".formatted(
                                row.getKey(),
                                row.getKey(),
                                List.of(row.getValue().split(", ")).contains("`metrics`") ? "\"judge\"" : ""))
                .collect(Collectors.joining(", "));
    }

    private static TreeSet<String> promised(Map<String, String> rows, String command) {
        return rows.entrySet().stream()
                .filter(row -> List.of(row.getValue().split(", ")).contains(command))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What the page says of the figures of a path: their commands by name. */
    private static Map<String, String> rows(String path) throws IOException {
        var rows = new TreeMap<String, String>();
        ROW.matcher(Files.readString(Path.of("../docs/metrics.md")))
                .results()
                .filter(row -> row.group(1).equals(path))
                .forEach(row -> rows.put(row.group(2), row.group(3)));
        return rows;
    }
}
