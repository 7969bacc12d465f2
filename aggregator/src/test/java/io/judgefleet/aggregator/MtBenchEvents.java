package io.judgefleet.aggregator;

import static io.judgefleet.aggregator.VerdictFixtures.sample;
import static io.judgefleet.aggregator.VerdictFixtures.scored;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.judgefleet.comparisons.AnnotatorKind;
import io.judgefleet.comparisons.Label;
import io.judgefleet.judgement.Preference;
import io.judgefleet.schemas.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** MT-Bench's votes as the fleet's events: a verdict for what GPT-4 said of a comparison, a label for each person's vote. */
public final class MtBenchEvents {
    private static final Path FOLDER =
            Path.of(System.getProperty("judgefleet.data", "../../shared/data"), "mt-bench-votes");
    private static final Instant START = Instant.now().minus(Duration.ofHours(6));

    /** So many of the votes, drawn with a seed, in the order of the files; skips the test where the set is missing. */
    static List<Object> draw(int limit) {
        var events = new ArrayList<Object>();
        lines("gpt4_pair.jsonl").forEach(row -> events.add(verdict(row)));
        lines("human.jsonl").forEach(row -> events.add(label(row)));
        var kept = new ArrayList<>(Collections.nCopies(Math.min(limit, events.size()), true));
        kept.addAll(Collections.nCopies(events.size() - kept.size(), false));
        Collections.shuffle(kept, new Random(2306));
        var drawn = new ArrayList<>();
        for (var index = 0; index < events.size(); index++) {
            if (kept.get(index)) {
                drawn.add(events.get(index));
            }
        }
        return drawn;
    }

    /** GPT-4's verdicts of both turns and every vote of an expert, as in the paper's table of agreement. */
    public static List<Object> experts() {
        return Stream.<Object>concat(
                        lines("gpt4_pair.jsonl").stream().map(MtBenchEvents::verdict),
                        lines("human.jsonl").stream()
                                .filter(row -> text(row, "judge").startsWith("expert"))
                                .map(MtBenchEvents::label))
                .toList();
    }

    private static Verdict verdict(JsonNode row) {
        var judged = sample(comparison(row))
                .of(models(row).getFirst(), models(row).getLast())
                .in("mt-bench", "turn " + text(row, "turn"))
                .by("gpt-4")
                .at(time(row));
        if (text(row, "winner").equals("tie (inconsistent)")) {
            return judged.judged(scored(9, 3), scored(9, 3)); // whichever was shown first won
        }
        return switch (preference(row)) {
            case FIRST -> judged.judged(scored(9, 3), scored(3, 9));
            case SECOND -> judged.judged(scored(3, 9), scored(9, 3));
            case TIE -> judged.judged(scored(5, 5), scored(5, 5));
        };
    }

    private static Label label(JsonNode row) {
        return VerdictFixtures.label(
                comparison(row), text(row, "judge"), AnnotatorKind.HUMAN, preference(row), time(row));
    }

    private static Preference preference(JsonNode row) {
        return switch (text(row, "winner")) {
            case "model_a" -> isTurned(row) ? Preference.SECOND : Preference.FIRST;
            case "model_b" -> isTurned(row) ? Preference.FIRST : Preference.SECOND;
            case "tie" -> Preference.TIE;
            case String other -> throw new AssertionError("expected a winner, found " + other);
        };
    }

    private static String comparison(JsonNode row) {
        return "%s/%s/%s".formatted(text(row, "question_id"), text(row, "turn"), String.join("/", models(row)));
    }

    /** In the order of the comparison: people saw the answers in either order, and both orders of ids must be met. */
    private static List<String> models(JsonNode row) {
        var models =
                Stream.of(text(row, "model_a"), text(row, "model_b")).sorted().toList();
        return row.path("question_id").asInt() % 2 == 0 ? models : models.reversed();
    }

    private static boolean isTurned(JsonNode row) {
        return !models(row).getFirst().equals(text(row, "model_a"));
    }

    /** Some time of the last hours, the same for the same row. */
    private static Instant time(JsonNode row) {
        return START.plusSeconds(Math.floorMod(row.toString().hashCode(), 5 * 3600));
    }

    private static String text(JsonNode row, String field) {
        return row.path(field).asText();
    }

    private static List<JsonNode> lines(String name) {
        var file = FOLDER.resolve(name);
        Assumptions.assumeTrue(Files.exists(file), () -> "skipped: no " + file + "; set -Djudgefleet.data");
        var json = new ObjectMapper();
        var rows = new ArrayList<JsonNode>();
        try {
            for (var line : Files.readAllLines(file)) {
                rows.add(json.readTree(line));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    private MtBenchEvents() {}
}
