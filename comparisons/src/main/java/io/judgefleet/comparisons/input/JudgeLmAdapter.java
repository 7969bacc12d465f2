package io.judgefleet.comparisons.input;

import io.judgefleet.comparisons.AnnotatorKind;
import io.judgefleet.comparisons.Answer;
import io.judgefleet.comparisons.Comparison;
import io.judgefleet.comparisons.ComparisonId;
import io.judgefleet.comparisons.Label;
import io.judgefleet.comparisons.LabelId;
import io.judgefleet.comparisons.Question;
import io.judgefleet.comparisons.json.Fields;
import io.judgefleet.judgement.ScorePair;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** JudgeLM's judge samples: a question, numbered answers and the scores of a teacher. */
final class JudgeLmAdapter implements Adapter {
    private static final String DATASET = "judgelm";

    @Override
    public Entry read(Fields fields, InputSettings settings) {
        var dataset = settings.datasetOr(DATASET);
        // The number of a question is another question's in the next file: its own id is its text.
        var question = Question.of(fields.text("question_body"));
        var answers = answers(fields);
        var reference = reference(fields);
        var id = ComparisonId.of(question, answers, reference.orElse(null)).within(dataset, fields.id("question_id"));
        var comparison =
                new Comparison(id, question, answers, reference, Optional.of(dataset), fields.optionalText("category"));
        return new Entry(comparison, label(fields, id, settings).stream().toList());
    }

    /** JudgeLM's own preprocessing leaves the models' names blank where the files of answers have none. */
    private static List<Answer> answers(Fields fields) {
        var answers = new ArrayList<Answer>();
        for (int number = 1; number <= 2 || fields.has(body(number)); number++) {
            var model = fields.idOr("answer%d_model_id".formatted(number), "answer" + number);
            answers.add(new Answer(model, fields.text(body(number))));
        }
        return answers;
    }

    private static String body(int number) {
        return "answer%d_body".formatted(number);
    }

    private static Optional<String> reference(Fields fields) {
        var reference = fields.isObject("reference")
                ? fields.object("reference").optionalText("text")
                : fields.optionalText("reference");
        return reference.filter(found -> !found.isBlank());
    }

    private static Optional<Label> label(Fields fields, ComparisonId id, InputSettings settings) {
        // Its preprocessing writes here what the answers' own models said of them, or nothing: no judgement.
        if (fields.isWithoutNumbers("score")) {
            return Optional.empty();
        }
        var scores = fields.numbers("score");
        // A teacher that could not be read is [-1, -1], and several answers have no preference of two.
        if (scores.size() != 2 || scores.contains(-1.0)) {
            return Optional.empty();
        }
        var pair = new ScorePair(scores.get(0), scores.get(1));
        var annotator = fields.optionalId("reviewer_id").orElse("teacher");
        return Optional.of(new Label(
                LabelId.of(id, annotator),
                id,
                annotator,
                AnnotatorKind.TEACHER,
                pair.preference(),
                Optional.of(pair),
                settings.readAt()));
    }
}
