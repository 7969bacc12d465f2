package io.judgefleet.judgelm.training.data;

import io.judgefleet.comparisons.json.Fields;
import io.judgefleet.comparisons.json.Found;
import io.judgefleet.comparisons.json.InputSource;
import io.judgefleet.comparisons.json.ObjectReader;
import io.judgefleet.comparisons.json.Position;
import io.judgefleet.comparisons.json.Quoted;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads JudgeLM's training format: objects with {@code question_body}, {@code answer1_body}, {@code answer2_body}, {@code text}
 * and {@code score}; with a reference also {@code reference.text}, {@code text_w_reference} and {@code score_w_reference}.
 *
 * @param allowEmptyAnswers whether an answer may have no visible character
 */
public record TrainingFile(boolean allowEmptyAnswers) {
    /** A place that was left out. */
    public record Skip(Position position, String reason) {
        public Skip {
            reason = Quoted.visible(reason);
        }

        static Skip of(Found.Broken broken) {
            return new Skip(broken.position(), broken.reason());
        }

        public long line() {
            return position.line();
        }

        @Override
        public String toString() {
            return position + ": " + reason;
        }
    }

    /** The examples of some files, and the lines that hold none. */
    public record Content(List<TrainingExample> examples, List<Skip> skips) {
        public Content {
            examples = List.copyOf(examples);
            skips = List.copyOf(skips);
        }
    }

    /** Reads files one after the other; whatever is wrong with a line makes it a skip. */
    public Content read(List<Path> files) throws IOException {
        var examples = new ArrayList<TrainingExample>();
        var skips = new ArrayList<Skip>();
        var ids = new HashSet<String>();
        for (var file : files) {
            read(file, ids, examples, skips);
        }
        return new Content(examples, skips);
    }

    private void read(Path file, Set<String> ids, List<TrainingExample> examples, List<Skip> skips) throws IOException {
        try (var reader = ObjectReader.open(InputSource.of(file))) {
            for (var found = reader.next(); found.isPresent(); found = reader.next()) {
                switch (found.get()) {
                    case Found.Broken broken -> skips.add(Skip.of(broken));
                    case Found.Whole whole -> read(whole, ids, examples, skips);
                }
            }
        }
    }

    private void read(Found.Whole whole, Set<String> ids, List<TrainingExample> examples, List<Skip> skips) {
        try {
            var example = example(whole.position(), whole.fields());
            if (!ids.add(example.id())) {
                throw new IllegalArgumentException(
                        "expected each review_id once, found %s again".formatted(Quoted.of(example.id())));
            }
            examples.add(example);
        } catch (IllegalArgumentException e) {
            skips.add(new Skip(whole.position(), String.valueOf(e.getMessage())));
        }
    }

    private TrainingExample example(Position position, Fields fields) {
        return new TrainingExample(
                fields.optionalId("review_id").orElseGet(position::toString),
                fields.visibleText("question_body"),
                answer(fields, "answer1_body"),
                answer(fields, "answer2_body"),
                judgement(fields, "text", "score"),
                referenced(fields));
    }

    private static Optional<TrainingExample.Referenced> referenced(Fields fields) {
        if (!fields.has("reference") || !fields.has("text_w_reference")) {
            return Optional.empty();
        }
        var judgement = judgement(fields, "text_w_reference", "score_w_reference");
        return Optional.of(
                new TrainingExample.Referenced(fields.object("reference").visibleText("text"), judgement));
    }

    private static TeacherJudgement judgement(Fields fields, String textField, String scoreField) {
        var text = fields.text(textField);
        if (text.equals("error")) {
            throw new IllegalArgumentException(
                    "expected a judgement in %s, found the teacher's error".formatted(textField));
        }
        var judgement = parsed(textField, text);
        if (!fields.isWithoutNumbers(scoreField)) {
            var scores = fields.numbers(scoreField);
            var read = judgement.scores();
            if (!scores.equals(List.of(read.first(), read.second()))) {
                throw fields.unexpected(
                        scoreField, "the scores of %s, %s and %s".formatted(textField, read.first(), read.second()));
            }
        }
        return judgement;
    }

    private static TeacherJudgement parsed(String field, String text) {
        try {
            return TeacherJudgement.of(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("%s: %s".formatted(field, e.getMessage()), e);
        }
    }

    private String answer(Fields fields, String name) {
        return allowEmptyAnswers ? fields.text(name) : fields.visibleText(name);
    }
}
