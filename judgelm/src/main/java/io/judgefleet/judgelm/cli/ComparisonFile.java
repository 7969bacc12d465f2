package io.judgefleet.judgelm.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.judgefleet.judgelm.JudgeTask;
import io.judgefleet.metrics.JudgingMode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Comparisons in the form of {@code judgefleet submit}: a JSON object in each line, with a question and two answers. */
final class ComparisonFile {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** The first comparisons of a file, without their references. */
    static List<JudgeTask> read(Path file, int most) throws IOException {
        var tasks = new ArrayList<JudgeTask>();
        var lines = TextFile.read(file)
                .lines()
                .filter(line -> !line.isBlank())
                .limit(most)
                .toList();
        for (var line : lines) {
            tasks.add(task(file, tasks.size() + 1, line));
        }
        if (tasks.isEmpty()) {
            throw new IllegalArgumentException("expected a comparison in %s, found none".formatted(file));
        }
        return tasks;
    }

    private static JudgeTask task(Path file, int number, String line) {
        try {
            var json = MAPPER.readTree(line);
            var answers = new ArrayList<String>();
            json.path("answers").forEach(answer -> answers.add(text(answer, "text")));
            if (answers.size() != 2) {
                throw new IllegalArgumentException("expected two answers, found " + answers.size());
            }
            return new JudgeTask(JudgingMode.PAIR, text(json, "question"), answers, Optional.empty());
        } catch (JsonProcessingException e) {
            throw fault(file, number, e.getOriginalMessage(), e);
        } catch (IllegalArgumentException e) {
            throw fault(file, number, e.getMessage(), e);
        }
    }

    private static IllegalArgumentException fault(Path file, int number, @Nullable String message, Exception cause) {
        return new IllegalArgumentException(
                "expected a comparison in line %d of %s: %s".formatted(number, file, message), cause);
    }

    private static String text(JsonNode json, String field) {
        if (!json.path(field).isTextual()) {
            throw new IllegalArgumentException("expected a text \"%s\", found %s".formatted(field, json.path(field)));
        }
        return json.path(field).textValue();
    }

    private ComparisonFile() {}
}
