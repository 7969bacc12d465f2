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

/** JudgeBench's pairs: two responses of one model, of which an answer key says which is right. */
final class JudgeBenchAdapter implements Adapter {
    private static final String DATASET = "judgebench";
    private static final String ANNOTATOR = "answer-key";

    @Override
    public Entry read(Fields fields, InputSettings settings) {
        var dataset = settings.datasetOr(DATASET);
        var model = fields.optionalText("response_model").orElse("response");
        var question = Question.of(fields.text("question"));
        var answers = List.of(
                new Answer(model + "/A", fields.text("response_A")),
                new Answer(model + "/B", fields.text("response_B")));
        var id = ComparisonId.of(question, answers, null).within(dataset, fields.id("pair_id"));
        var comparison = new Comparison(
                id, question, answers, Optional.empty(), Optional.of(dataset), fields.optionalText("source"));
        return new Entry(
                comparison, label(fields, id, settings.readAt()).stream().toList());
    }

    private static Optional<Label> label(Fields fields, ComparisonId id, Instant readAt) {
        return fields.optionalText("label")
                .map(key -> switch (key) {
                    case "A>B" -> Preference.FIRST;
                    case "B>A" -> Preference.SECOND;
                    default -> throw fields.unexpected("label", "A>B or B>A");
                })
                .map(preference -> new Label(
                        LabelId.of(id, ANNOTATOR),
                        id,
                        ANNOTATOR,
                        AnnotatorKind.GOLD,
                        preference,
                        Optional.empty(),
                        readAt));
    }
}
