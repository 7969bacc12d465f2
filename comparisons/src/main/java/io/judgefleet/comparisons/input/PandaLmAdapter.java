package io.judgefleet.comparisons.input;

import io.judgefleet.comparisons.AnnotatorKind;
import io.judgefleet.comparisons.Answer;
import io.judgefleet.comparisons.Comparison;
import io.judgefleet.comparisons.ComparisonId;
import io.judgefleet.comparisons.Label;
import io.judgefleet.comparisons.LabelId;
import io.judgefleet.comparisons.Question;
import io.judgefleet.comparisons.json.Fields;
import io.judgefleet.judgement.Preference;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** PandaLM's test set: instruction and input, two responses, and what three annotators preferred. */
final class PandaLmAdapter implements Adapter {
    private static final String DATASET = "pandalm-test";
    private static final int ANNOTATORS = 3;

    @Override
    public Entry read(Fields fields, InputSettings settings) {
        var dataset = settings.datasetOr(DATASET);
        var models = models(fields);
        var question = Question.of(question(fields));
        var answers = List.of(
                new Answer(models.get(0), fields.textOrBoolean("response1")),
                new Answer(models.get(1), fields.textOrBoolean("response2")));
        var id = ComparisonId.of(question, answers, null).within(dataset, fields.id("idx"));
        var comparison = new Comparison(
                id, question, answers, Optional.empty(), Optional.of(dataset), fields.optionalText("motivation_app"));
        int booleans = (fields.isBoolean("response1") ? 1 : 0) + (fields.isBoolean("response2") ? 1 : 0);
        return new Entry(comparison, labels(fields, id, settings.readAt()), booleans);
    }

    private static String question(Fields fields) {
        var instruction = fields.text("instruction");
        var input = fields.optionalText("input").orElse("");
        return input.isBlank() ? instruction : instruction + "\n" + input;
    }

    private static List<String> models(Fields fields) {
        var models = fields.text("cmp_key").split("_", -1);
        if (models.length != 2) {
            throw fields.unexpected("cmp_key", "two model names around one underscore");
        }
        return List.of(models);
    }

    private static List<Label> labels(Fields fields, ComparisonId id, Instant readAt) {
        return IntStream.rangeClosed(1, ANNOTATORS)
                .mapToObj(number -> "annotator" + number)
                .filter(fields::has)
                .map(annotator -> label(fields, id, annotator, readAt))
                .toList();
    }

    private static Label label(Fields fields, ComparisonId id, String annotator, Instant readAt) {
        var preference = switch (fields.integer(annotator)) {
            case 0 -> Preference.TIE;
            case 1 -> Preference.FIRST;
            case 2 -> Preference.SECOND;
            default -> throw fields.unexpected(annotator, "0, 1 or 2");
        };
        return new Label(
                LabelId.of(id, annotator), id, annotator, AnnotatorKind.HUMAN, preference, Optional.empty(), readAt);
    }
}
