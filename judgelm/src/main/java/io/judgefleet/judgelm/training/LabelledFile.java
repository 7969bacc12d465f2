package io.judgefleet.judgelm.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.judgefleet.judgelm.JudgeTask;
import io.judgefleet.judgelm.training.Examination.Item;
import io.judgefleet.metrics.JudgingMode;
import io.judgefleet.metrics.Preference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Labelled comparisons to examine a judge on, in one of the formats that name an answer's quality. */
public enum LabelledFile {
    /** JudgeLM's training format; the teacher's preference is the label. */
    JUDGELM {
        @Override
        public List<Item> read(Path file, boolean references) throws IOException {
            return new TrainingFile(true)
                    .read(List.of(file)).examples().stream()
                            .map(example -> references ? example : example.withoutReference())
                            .map(Augmentation::lesson)
                            .map(lesson -> new Item(
                                    lesson.task(), lesson.judgement().scores().preference()))
                            .toList();
        }
    },
    /** The product's own comparisons with labels; a comparison's first label counts. */
    COMPARISONS {
        @Override
        public List<Item> read(Path file, boolean references) throws IOException {
            var items = new ArrayList<Item>();
            var lines = Files.readAllLines(file);
            for (int at = 0; at < lines.size(); at++) {
                if (!lines.get(at).isBlank()) {
                    var place = "line %d of %s".formatted(at + 1, file);
                    items.add(comparison(parsed(lines.get(at), place), place, references));
                }
            }
            return items;
        }
    },
    /** PandaLM's test set; what most of its three annotators preferred is the label. */
    PANDALM {
        @Override
        public List<Item> read(Path file, boolean references) throws IOException {
            var items = new ArrayList<Item>();
            for (var json : parsed(Files.readString(file), file.toString())) {
                majority(json)
                        .ifPresent(label -> items.add(new Item(
                                task(
                                        question(json),
                                        text(json, "response1"),
                                        text(json, "response2"),
                                        Optional.empty()),
                                label)));
            }
            return items;
        }
    };

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /**
     * The items of a file.
     *
     * @param references whether references are shown where there are any
     */
    public abstract List<Item> read(Path file, boolean references) throws IOException;

    private static JsonNode parsed(String json, String place) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("expected JSON in %s: %s".formatted(place, e.getOriginalMessage()), e);
        }
    }

    private static Item comparison(JsonNode json, String place, boolean references) {
        var answers = json.path("answers");
        var reference = references && json.hasNonNull("reference")
                ? Optional.of(json.get("reference").asText())
                : Optional.<String>empty();
        return new Item(
                task(
                        json.path("question").asText(),
                        answers.path(0).path("text").asText(),
                        answers.path(1).path("text").asText(),
                        reference),
                label(json, place));
    }

    private static Preference label(JsonNode json, String place) {
        var label = json.path("labels").path(0).path("preference").asText();
        return Stream.of(Preference.values())
                .filter(preference -> preference.name().equalsIgnoreCase(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "expected a label first, second or tie in %s, found \"%s\"".formatted(place, label)));
    }

    private static JudgeTask task(String question, String first, String second, Optional<String> reference) {
        return new JudgeTask(JudgingMode.PAIR, question, List.of(first, second), reference);
    }

    private static String question(JsonNode json) {
        var input = json.path("input").asText("");
        var instruction = text(json, "instruction");
        return input.isBlank() ? instruction : instruction + "\n" + input;
    }

    /** Some answers are JSON booleans; PandaLM's own code prints them as Python does. */
    private static String text(JsonNode json, String field) {
        var value = json.path(field);
        return value.isBoolean() ? value.booleanValue() ? "True" : "False" : value.asText();
    }

    private static Optional<Preference> majority(JsonNode json) {
        var votes = new int[3];
        for (int annotator = 1; annotator <= 3; annotator++) {
            votes[json.path("annotator" + annotator).asInt()]++;
        }
        var classes = new Preference[] {Preference.TIE, Preference.FIRST, Preference.SECOND};
        for (int choice = 0; choice < votes.length; choice++) {
            if (votes[choice] >= 2) {
                return Optional.of(classes[choice]);
            }
        }
        return Optional.empty();
    }
}
