package io.judgefleet.cli.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that the aggregator's queries share; it knows which values are right. */
final class QueryOptions {
    private static final Set<String> FILTERS = Set.of("window", "judge", "dataset", "category");

    @Option(names = "--window", paramLabel = "WINDOW", description = "5m, 1h, 24h or all (default).")
    private @Nullable String window;

    @Option(
            names = "--judge",
            paramLabel = "JUDGE",
            description = "A judge's name or the beginning of its fingerprint.")
    private @Nullable String judge;

    @Option(names = "--dataset", paramLabel = "DATASET", description = "Only comparisons of this data set.")
    private @Nullable String dataset;

    @Option(names = "--category", paramLabel = "CATEGORY", description = "Only comparisons of this category.")
    private @Nullable String category;

    @Option(
            names = "--policy",
            paramLabel = "POLICY",
            description = "How passes without scores count: strict (default), tie, wrong or judgebench.")
    private @Nullable String policy;

    @Option(
            names = "--resolution",
            paramLabel = "RESOLUTION",
            description =
                    "How two orders become one: agree-or-tie (default), majority (default of policy judgebench) or"
                            + " score-mean.")
    private @Nullable String resolution;

    @Option(
            names = "--bootstrap",
            description = "Intervals that respect questions; the aggregator must have a bootstrap.")
    private boolean bootstrap;

    @Option(names = "--json", description = "Print the aggregator's answer as it came.")
    private boolean json;

    @Option(names = "--csv", description = "Print comma-separated values.")
    private boolean csv;

    boolean isJson() {
        return json;
    }

    boolean isCsv() {
        return csv;
    }

    Map<String, String> query() {
        var query = new LinkedHashMap<String, String>();
        put("window", window, query);
        put("judge", judge, query);
        put("dataset", dataset, query);
        put("category", category, query);
        put("policy", policy, query);
        put("resolution", resolution, query);
        put("bootstrap", bootstrap ? "true" : null, query);
        return query;
    }

    /** What to print where nothing was counted: which conditions nothing meets. */
    String nothingFound() {
        var conditions = new ArrayList<String>();
        query().forEach((name, value) -> {
            if (FILTERS.contains(name) && !(name.equals("window") && value.equals("all"))) {
                conditions.add(name + " " + value);
            }
        });
        return conditions.isEmpty() ? "no verdicts yet" : "no verdicts of " + String.join(", ", conditions) + " yet";
    }

    private static void put(String name, @Nullable String value, Map<String, String> query) {
        if (value != null) {
            query.put(name, value);
        }
    }
}
