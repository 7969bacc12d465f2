package io.judgefleet.cli.report;

import io.judgefleet.cli.console.Json;
import io.judgefleet.cli.console.Table;
import io.judgefleet.comparisons.Label;
import io.judgefleet.judgement.Policy;
import io.judgefleet.judgement.Preference;
import io.judgefleet.metrics.CountTable;
import io.judgefleet.metrics.Figure;
import io.judgefleet.metrics.agreement.AgreementTally;
import io.judgefleet.metrics.agreement.ConfusionMatrix;
import io.judgefleet.metrics.agreement.RaterTally;
import io.judgefleet.metrics.agreement.Votes;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** How far the annotators of an input agree: each two of them, and all together. Not thread-safe. */
public final class AnnotatorAgreement {
    /** Of a crowd each two of which met rarely, only the figures of all together say something. */
    private static final int MAX_SHOWN_PAIRS = 10;

    private static final int CLASSES = AgreementTally.CLASSES.length;

    private final SortedMap<Pair, CountTable> confusions = new TreeMap<>();
    private RaterTally all = RaterTally.ofPreferences();
    private long items;

    private record Pair(String one, String other) implements Comparable<Pair> {
        @Override
        public int compareTo(Pair right) {
            int byOne = one.compareTo(right.one);
            return byOne == 0 ? other.compareTo(right.other) : byOne;
        }
    }

    /** Adds the labels of one comparison. */
    public void add(Collection<Label> labels) {
        var preferences = new TreeMap<String, Preference>();
        labels.forEach(label -> preferences.put(label.annotator(), label.preference()));
        if (preferences.size() > 1) {
            items++;
            all = all.plus(Votes.of(preferences.values()));
            var annotators = new ArrayList<>(preferences.keySet());
            for (int i = 0; i < annotators.size(); i++) {
                for (int j = i + 1; j < annotators.size(); j++) {
                    count(annotators.get(i), annotators.get(j), preferences);
                }
            }
        }
    }

    /** Whether no two annotators met. */
    public boolean isEmpty() {
        return items == 0;
    }

    public void print(PrintWriter out) {
        var table = new Table("annotators", "n", "agreement", "kappa", "95 % interval");
        if (confusions.size() <= MAX_SHOWN_PAIRS) {
            confusions.forEach((pair, cells) -> row(pair, matrix(cells), table));
            table.print(out);
        } else {
            out.println("%d pairs of annotators met".formatted(confusions.size()));
        }
        out.println("all together: %s of pairs agree, Krippendorff's alpha %s, %d comparisons"
                .formatted(Figures.percent(all.pairAgreement()), Figures.coefficient(all.krippendorffAlpha()), items));
    }

    /** The same figures for programs. */
    public Map<String, Object> toMap() {
        List<Map<String, Object>> pairs = new ArrayList<>();
        confusions.forEach((pair, cells) -> pairs.add(toMap(pair, matrix(cells))));
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("comparisons", items);
        put(map, "pairAgreement", all.pairAgreement());
        put(map, "krippendorffAlpha", all.krippendorffAlpha());
        map.put("pairs", pairs);
        return map;
    }

    /** One line of JSON. */
    public String toJson() {
        return Json.line(toMap());
    }

    private void count(String one, String other, Map<String, Preference> preferences) {
        confusions.merge(
                new Pair(one, other),
                CountTable.zeros(CLASSES, CLASSES).add(classOf(preferences, one), classOf(preferences, other), 1),
                CountTable::merge);
    }

    private static int classOf(Map<String, Preference> preferences, String annotator) {
        return AgreementTally.classOf(preferences.getOrDefault(annotator, Preference.TIE));
    }

    private static ConfusionMatrix matrix(CountTable cells) {
        return new ConfusionMatrix(cells, Policy.STRICT);
    }

    private static void row(Pair pair, ConfusionMatrix matrix, Table table) {
        table.row(
                pair.one() + " - " + pair.other(),
                matrix.n(),
                Figures.percent(matrix.agreement()),
                Figures.coefficient(matrix.cohenKappa()),
                Figures.coefficients(matrix.cohenKappa()));
    }

    private static Map<String, Object> toMap(Pair pair, ConfusionMatrix matrix) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("annotators", List.of(pair.one(), pair.other()));
        map.put("n", matrix.n());
        put(map, "agreement", matrix.agreement());
        put(map, "cohenKappa", matrix.cohenKappa());
        return map;
    }

    private static void put(Map<String, Object> map, String name, Figure figure) {
        figure.value().ifPresent(value -> map.put(name, value));
    }
}
