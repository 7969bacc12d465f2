package io.judgefleet.judgelm.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads JudgeLM's training format, a JSON object per line: {@code question_body}, {@code answer1_body}, {@code answer2_body},
 * {@code text} and {@code score}; with a reference also {@code reference.text}, {@code text_w_reference} and {@code
 * score_w_reference}.
 *
 * @param allowEmptyAnswers whether an answer may have no visible character
 */
public record TrainingFile(boolean allowEmptyAnswers) {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** A line that was left out. */
    public record Skip(Path file, long line, String reason) {
        @Override
        public String toString() {
            return "%s:%d: %s".formatted(file, line, reason);
        }
    }

    /** The examples of some files, and the lines that hold none. */
    record Content(List<TrainingExample> examples, List<Skip> skips) {
        Content {
            examples = List.copyOf(examples);
            skips = List.copyOf(skips);
        }
    }

    /** Reads files one after the other; whatever is wrong with a line makes it a skip. */
    Content read(List<Path> files) throws IOException {
        var examples = new ArrayList<TrainingExample>();
        var skips = new ArrayList<Skip>();
        var ids = new HashSet<String>();
        for (var file : files) {
            read(file, ids, examples, skips);
        }
        return new Content(examples, skips);
    }

    private void read(Path file, Set<String> ids, List<TrainingExample> examples, List<Skip> skips) throws IOException {
        long number = 0;
        try (var reader = Files.newBufferedReader(file)) {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (!line.isBlank()) {
                    read(new Skip(file, number, ""), line, ids, examples, skips);
                }
            }
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("expected UTF-8 text in %s, found other bytes".formatted(file), e);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("expected a file of training examples, found no " + file, e);
        }
    }

    private void read(Skip place, String line, Set<String> ids, List<TrainingExample> examples, List<Skip> skips) {
        try {
            var example = example(place, MAPPER.readTree(line));
            if (!ids.add(example.id())) {
                throw new IllegalArgumentException("expected each review_id once, found " + example.id() + " again");
            }
            examples.add(example);
        } catch (JsonProcessingException e) {
            skips.add(new Skip(place.file(), place.line(), "expected JSON, found " + e.getOriginalMessage()));
        } catch (IllegalArgumentException e) {
            skips.add(new Skip(place.file(), place.line(), String.valueOf(e.getMessage())));
        }
    }

    private TrainingExample example(Skip place, JsonNode json) {
        if (!json.isObject()) {
            throw new IllegalArgumentException("expected a JSON object, found " + json.getNodeType());
        }
        var judgement = judgement(json, "text", "score");
        return new TrainingExample(
                json.path("review_id").asText(place.file().getFileName() + ":" + place.line()),
                visible(json, "question_body"),
                answer(json, "answer1_body"),
                answer(json, "answer2_body"),
                judgement,
                referenced(json));
    }

    private Optional<TrainingExample.Referenced> referenced(JsonNode json) {
        if (!json.hasNonNull("reference") || !json.hasNonNull("text_w_reference")) {
            return Optional.empty();
        }
        var judgement = judgement(json, "text_w_reference", "score_w_reference");
        return Optional.of(new TrainingExample.Referenced(visible(json.path("reference"), "text"), judgement));
    }

    private static TeacherJudgement judgement(JsonNode json, String textField, String scoreField) {
        var text = text(json, textField);
        if (text.equals("error")) {
            throw new IllegalArgumentException(
                    "expected a judgement in %s, found the teacher's error".formatted(textField));
        }
        var judgement = parsed(textField, text);
        var scores = json.path(scoreField);
        if (scores.isArray()
                && (scores.size() != 2
                        || scores.get(0).asDouble(-1) != judgement.scores().first()
                        || scores.get(1).asDouble(-1) != judgement.scores().second())) {
            throw new IllegalArgumentException(
                    "expected %s to be the scores of %s, found %s".formatted(scoreField, textField, scores));
        }
        return judgement;
    }

    private static TeacherJudgement parsed(String field, String text) {
        try {
            return new TeacherJudgement(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("%s: %s".formatted(field, e.getMessage()), e);
        }
    }

    private String answer(JsonNode json, String field) {
        return allowEmptyAnswers ? text(json, field) : visible(json, field);
    }

    private static String visible(JsonNode json, String field) {
        var text = text(json, field);
        if (text.isBlank()) {
            throw new IllegalArgumentException("expected %s to have a visible character, found none".formatted(field));
        }
        return text;
    }

    private static String text(JsonNode json, String field) {
        if (!json.path(field).isTextual()) {
            throw new IllegalArgumentException("expected %s to be a text, found %s"
                    .formatted(field, json.path(field).getNodeType()));
        }
        return json.get(field).textValue();
    }
}
