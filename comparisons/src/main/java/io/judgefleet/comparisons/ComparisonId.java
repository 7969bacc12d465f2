package io.judgefleet.comparisons;

import io.judgefleet.metrics.Require;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The identity of a comparison: dataset and item, or a digest of its texts. */
public record ComparisonId(String value) {
    public ComparisonId {
        Require.notBlank(value, "comparison id");
    }

    /** The id of an item that its dataset names, such as {@code pandalm-test/17}. */
    public static ComparisonId of(String dataset, String itemId) {
        return new ComparisonId(dataset + "/" + itemId);
    }

    /** The id of a comparison that nobody named: a digest of all that is judged. */
    public static ComparisonId of(String question, List<Answer> answers, Optional<String> reference) {
        var fields = new ArrayList<String>();
        fields.add(question);
        for (var answer : answers) {
            fields.add(answer.modelId());
            fields.add(answer.text());
        }
        reference.ifPresent(fields::add);
        return new ComparisonId(Digest.of(fields.toArray(String[]::new)));
    }

    @Override
    public String toString() {
        return value;
    }
}
