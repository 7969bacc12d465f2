package io.judgefleet.judgelm.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.judgefleet.judgelm.training.TrainingFile.Skip;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reviews as GPT-4 wrote them for Vicuna's benchmark, in FastChat's layout: {@code question.jsonl}, answers in files whose names
 * begin with {@code answer}, and reviews that name both by id in files whose names begin with {@code review_}.
 *
 * @param reviewers whose reviews are taken, by the ids in the reviews
 */
public record ReviewFolder(Path folder, List<String> reviewers) {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    public ReviewFolder {
        reviewers = List.copyOf(reviewers);
    }

    /** Reads one line of a file. */
    @FunctionalInterface
    private interface LineReader {
        void read(JsonNode json) throws IOException;
    }

    /**
     * Writes the reviews as JudgeLM's training examples.
     *
     * @return what was left out, a review by another reviewer included
     */
    public List<Skip> convert(Writer out) throws IOException {
        var skips = new ArrayList<Skip>();
        var questions = texts("question.jsonl", "question_id", skips);
        var answers = texts("answer", "answer_id", skips);
        if (questions.isEmpty() || answers.isEmpty()) {
            throw new IllegalArgumentException(
                    "expected question.jsonl and files of answers in %s, found none".formatted(folder));
        }
        for (var file : files("review_")) {
            read(file, skips, json -> {
                var example = example(json, questions, answers);
                out.write(MAPPER.writeValueAsString(example) + "\n");
            });
        }
        return skips;
    }

    private Map<String, JsonNode> texts(String prefix, String id, List<Skip> skips) throws IOException {
        var texts = new HashMap<String, JsonNode>();
        for (var file : files(prefix)) {
            read(file, skips, json -> texts.put(text(json, id), json));
        }
        return texts;
    }

    private ObjectNode example(JsonNode review, Map<String, JsonNode> questions, Map<String, JsonNode> answers) {
        var reviewer = text(review, "reviewer_id");
        if (!reviewers.contains(reviewer)) {
            throw new IllegalArgumentException("expected a reviewer of %s, found %s".formatted(reviewers, reviewer));
        }
        var question = found(questions, review, "question_id");
        var first = found(answers, review, "answer1_id");
        var second = found(answers, review, "answer2_id");
        var judgement = new TeacherJudgement(text(review, "text"));
        var json = JsonNodeFactory.instance.objectNode();
        json.put("review_id", text(review, "review_id"));
        json.put("question_id", text(review, "question_id"));
        json.put("question_body", text(question, "text"));
        json.put("answer1_body", text(first, "text"));
        json.put("answer2_body", text(second, "text"));
        json.put("answer1_model_id", first.path("model_id").asText());
        json.put("answer2_model_id", second.path("model_id").asText());
        json.put("text", judgement.text());
        json.putArray("score")
                .add(judgement.scores().first())
                .add(judgement.scores().second());
        return json;
    }

    private static JsonNode found(Map<String, JsonNode> texts, JsonNode review, String field) {
        var id = text(review, field);
        var found = texts.get(id);
        if (found == null) {
            throw new IllegalArgumentException("expected the text of %s %s, found none".formatted(field, id));
        }
        return found;
    }

    private static void read(Path file, List<Skip> skips, LineReader reader) throws IOException {
        long number = 0;
        for (var line : Files.readAllLines(file)) {
            number++;
            try {
                if (!line.isBlank()) {
                    reader.read(MAPPER.readTree(line));
                }
            } catch (JsonProcessingException e) {
                skips.add(new Skip(file, number, "expected JSON, found " + e.getOriginalMessage()));
            } catch (IllegalArgumentException e) {
                skips.add(new Skip(file, number, String.valueOf(e.getMessage())));
            }
        }
    }

    private List<Path> files(String prefix) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> {
                        var name = String.valueOf(file.getFileName());
                        return name.startsWith(prefix) && name.endsWith(".jsonl");
                    })
                    .sorted()
                    .toList();
        }
    }

    /** Ids are numbers in some files and texts in others. */
    private static String text(JsonNode json, String field) {
        if (!json.path(field).isValueNode() || json.path(field).isNull()) {
            throw new IllegalArgumentException("expected %s, found none".formatted(field));
        }
        return json.path(field).asText();
    }
}
