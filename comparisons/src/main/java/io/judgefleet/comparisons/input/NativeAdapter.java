package io.judgefleet.comparisons.input;

import io.judgefleet.comparisons.AnnotatorKind;
import io.judgefleet.comparisons.Answer;
import io.judgefleet.comparisons.Comparison;
import io.judgefleet.comparisons.ComparisonId;
import io.judgefleet.comparisons.Label;
import io.judgefleet.comparisons.LabelId;
import io.judgefleet.comparisons.Question;
import io.judgefleet.comparisons.Turn;
import io.judgefleet.comparisons.json.Fields;
import io.judgefleet.judgement.Preference;
import io.judgefleet.judgement.ScorePair;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Our own format, which docs/input.md describes. */
final class NativeAdapter implements Adapter {
    @Override
    public Entry read(Fields fields, InputSettings settings) {
        var comparison = comparison(fields, settings);
        var labels = fields.optionalObjects("labels").stream()
                .map(label -> label(label, comparison.id(), settings.readAt()))
                .toList();
        return new Entry(comparison, labels);
    }

    private static Comparison comparison(Fields fields, InputSettings settings) {
        var dataset = settings.dataset().or(() -> fields.optionalText("dataset"));
        var text = fields.text("question");
        var turns = turns(fields);
        var question = fields.optionalId("question_id")
                .map(id -> new Question(id, text, turns))
                .orElseGet(() -> Question.of(text, turns));
        var answers = fields.objects("answers").stream()
                .map(answer -> new Answer(answer.id("model"), answer.text("text")))
                .toList();
        var reference = fields.optionalText("reference").filter(found -> !found.isBlank());
        return new Comparison(
                fields.optionalId("id")
                        .map(id ->
                                dataset.map(name -> ComparisonId.of(name, id)).orElseGet(() -> new ComparisonId(id)))
                        .orElseGet(() -> ComparisonId.of(question, answers, reference.orElse(null))),
                question,
                answers,
                reference,
                dataset,
                fields.optionalText("category"));
    }

    private static List<Turn> turns(Fields fields) {
        return fields.optionalObjects("turns").stream()
                .map(turn -> new Turn(turn.text("role"), turn.text("text")))
                .toList();
    }

    private static Label label(Fields fields, ComparisonId comparison, Instant readAt) {
        var annotator = fields.id("annotator");
        return new Label(
                LabelId.of(comparison, annotator),
                comparison,
                annotator,
                fields.has("kind") ? word(fields, "kind", AnnotatorKind.values()) : AnnotatorKind.HUMAN,
                word(fields, "preference", Preference.values()),
                fields.has("scores") ? Optional.of(scores(fields)) : Optional.empty(),
                readAt);
    }

    private static ScorePair scores(Fields fields) {
        var scores = fields.numbers("scores");
        if (scores.size() != 2) {
            throw fields.unexpected("scores", "two scores");
        }
        return new ScorePair(scores.get(0), scores.get(1));
    }

    private static <E extends Enum<E>> E word(Fields fields, String name, E[] values) {
        var found = fields.text(name);
        for (var value : values) {
            if (value.name().toLowerCase(Locale.ROOT).equals(found)) {
                return value;
            }
        }
        throw fields.unexpected(name, "one of " + words(values));
    }

    private static String words(Enum<?>[] values) {
        return String.join(
                ", ",
                List.of(values).stream()
                        .map(value -> value.name().toLowerCase(Locale.ROOT))
                        .toList());
    }
}
