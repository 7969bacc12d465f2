package io.judgefleet.comparisons;

import io.judgefleet.judgement.Require;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The identity of a comparison: data set and item, or a digest of its texts, or both. */
public record ComparisonId(String value) {
    public ComparisonId {
        Require.notBlank(value, "comparison id");
    }

    /** The id of an item that its own data set names, such as {@code my-set/17}. */
    public static ComparisonId of(String dataset, String itemId) {
        return new ComparisonId(dataset + "/" + itemId);
    }

    /** The id of a comparison without a name: a digest of all that is judged. */
    public static ComparisonId of(Question question, List<Answer> answers, @Nullable String reference) {
        var fields = new ArrayList<String>();
        fields.add(question.text());
        for (var answer : answers) {
            fields.add(answer.modelId());
            fields.add(answer.text());
        }
        if (reference != null) {
            fields.add(reference);
        }
        var texts = Digest.of(fields.toArray(String[]::new));
        return new ComparisonId(
                question.turns().isEmpty()
                        ? texts
                        : Digest.ofKind("conversation", List.of(texts, Turn.digest(question.turns()))));
    }

    /**
     * The id of the same texts as an item of a data set whose numbers other files may use for other texts: readable by data
     * set and item, unmistakable by a digest of both and of the texts.
     */
    public ComparisonId within(String dataset, String itemId) {
        var digest = Digest.ofKind("item", List.of(dataset, itemId, value));
        return new ComparisonId(String.join("/", dataset, itemId, digest));
    }

    @Override
    public String toString() {
        return value;
    }
}
