package io.judgefleet.metrics.data;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Items of PandaLM's test set that happen to repeat another's texts, in the same or in the swapped order. */
final class NaturalDuplicates {
    /** Two items by their places. */
    record Pair(int first, int second) {}

    static List<Pair> repeated(JsonNode items) {
        return pairs(items, "response1", "response2");
    }

    static List<Pair> swapped(JsonNode items) {
        return pairs(items, "response2", "response1");
    }

    private static List<Pair> pairs(JsonNode items, String first, String second) {
        List<Pair> pairs = new ArrayList<>();
        for (var one = 0; one < items.size(); one++) {
            for (var other = one + 1; other < items.size(); other++) {
                var a = items.get(one);
                var b = items.get(other);
                if (a.get("instruction").equals(b.get("instruction"))
                        && a.get("input").equals(b.get("input"))
                        && a.get("response1").equals(b.get(first))
                        && a.get("response2").equals(b.get(second))) {
                    pairs.add(new Pair(one, other));
                }
            }
        }
        return pairs;
    }

    private NaturalDuplicates() {}
}
