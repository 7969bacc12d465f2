package io.judgefleet.judgelm.training.data;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.judgefleet.comparisons.json.Fields;
import io.judgefleet.comparisons.json.Found;
import io.judgefleet.comparisons.json.InputSource;
import io.judgefleet.comparisons.json.ObjectReader;
import io.judgefleet.comparisons.json.Quoted;
import io.judgefleet.judgelm.training.data.TrainingFile.Skip;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Reviews as GPT-4 wrote them for Vicuna's benchmark, in FastChat's layout: {@code question.jsonl}, answers in files whose names
 * begin with {@code answer}, and reviews that name both by id in files whose names begin with {@code review_}.
 *
 * @param reviewers whose reviews are taken, by the ids in the reviews
 */
public record ReviewFolder(Path folder, List<String> reviewers) {
    public ReviewFolder {
        reviewers = List.copyOf(reviewers);
    }

    /**
     * What did not become an example.
     *
     * @param rejected lines that hold no review
     * @param byOthers how many reviews are by reviewers that are not taken
     */
    public record LeftOut(List<Skip> rejected, long byOthers) {
        public LeftOut {
            rejected = List.copyOf(rejected);
        }
    }

    /** Reads one object of a file. */
    @FunctionalInterface
    private interface Reading {
        void read(Fields fields) throws IOException;
    }

    /** Writes the reviews as JudgeLM's training examples, and says what was left out. */
    public LeftOut convert(Writer out) throws IOException {
        var skips = new ArrayList<Skip>();
        var byOthers = new AtomicLong();
        var questions = texts("question.jsonl", "question_id", skips);
        var answers = texts("answer", "answer_id", skips);
        for (var file : files("review_")) {
            read(file, skips, fields -> {
                if (reviewers.contains(fields.id("reviewer_id"))) {
                    out.write(example(fields, questions, answers) + "\n");
                } else {
                    byOthers.incrementAndGet();
                }
            });
        }
        return new LeftOut(skips, byOthers.get());
    }

    private Map<String, Fields> texts(String prefix, String id, List<Skip> skips) throws IOException {
        var texts = new HashMap<String, Fields>();
        var files = files(prefix);
        if (files.isEmpty()) {
            throw new IllegalArgumentException(
                    "expected question.jsonl and files of answers in %s, found no %s".formatted(folder, prefix));
        }
        for (var file : files) {
            read(file, skips, fields -> {
                fields.text("text");
                if (texts.putIfAbsent(fields.id(id), fields) != null) {
                    throw new IllegalArgumentException(
                            "expected each %s once, found %s again".formatted(id, Quoted.of(fields.id(id))));
                }
            });
        }
        return texts;
    }

    private ObjectNode example(Fields review, Map<String, Fields> questions, Map<String, Fields> answers) {
        var question = found(questions, review, "question_id");
        var first = found(answers, review, "answer1_id");
        var second = found(answers, review, "answer2_id");
        var judgement = TeacherJudgement.of(review.text("text"));
        var json = JsonNodeFactory.instance.objectNode();
        json.put("review_id", review.id("review_id"));
        json.put("question_id", review.id("question_id"));
        json.put("question_body", question.text("text"));
        json.put("answer1_body", first.text("text"));
        json.put("answer2_body", second.text("text"));
        json.put("answer1_model_id", first.optionalId("model_id").orElse(""));
        json.put("answer2_model_id", second.optionalId("model_id").orElse(""));
        json.put("text", judgement.text());
        json.putArray("score")
                .add(judgement.scores().first())
                .add(judgement.scores().second());
        return json;
    }

    private static Fields found(Map<String, Fields> texts, Fields review, String field) {
        var id = review.id(field);
        var found = texts.get(id);
        if (found == null) {
            throw new IllegalArgumentException("expected the text of %s %s, found none".formatted(field, id));
        }
        return found;
    }

    private static void read(Path file, List<Skip> skips, Reading reading) throws IOException {
        try (var reader = ObjectReader.open(InputSource.of(file))) {
            for (var found = reader.next(); found.isPresent(); found = reader.next()) {
                switch (found.get()) {
                    case Found.Broken broken -> skips.add(Skip.of(broken));
                    case Found.Whole whole -> {
                        try {
                            reading.read(whole.fields());
                        } catch (IllegalArgumentException e) {
                            skips.add(new Skip(whole.position(), String.valueOf(e.getMessage())));
                        }
                    }
                }
            }
        }
    }

    private List<Path> files(String prefix) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> {
                        var name = String.valueOf(file.getFileName());
                        return name.startsWith(prefix) && name.matches(".*\\.jsonl(\\.gz)?");
                    })
                    .sorted()
                    .toList();
        }
    }
}
