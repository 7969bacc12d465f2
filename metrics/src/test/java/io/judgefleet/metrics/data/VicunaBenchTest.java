package io.judgefleet.metrics.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.judgefleet.judgement.JudgementParser;
import io.judgefleet.judgement.PassOutcome;
import io.judgefleet.judgement.Policy;
import io.judgefleet.judgement.Reading;
import io.judgefleet.judgement.ScorePair;
import io.judgefleet.metrics.rating.WinTally;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** GPT-4's reviews of the Vicuna bench: the teacher's own judgements, most of them in JudgeLM's very prompt. */
final class VicunaBenchTest {
    private static final JudgementParser TEACHER = JudgementParser.ofTeacher();

    @Test
    void shouldParseEveryReviewWhenPromptIsTheGeneralOne() {
        var outcomes = files().stream()
                .flatMap(file -> rows(file).stream())
                .filter(row -> isGeneral(row.get("reviewer_id").asText()))
                .map(row -> TEACHER.pair(row.get("text").asText()))
                .toList();

        assertThat(outcomes).hasSize(910).allMatch(PassOutcome.Scored.class::isInstance);
    }

    @Test
    void shouldReproduceKnownFiguresWhenReviewsAreCounted() {
        for (var file : files()) {
            var figures = PublicData.json("vicuna-bench/expected-figures.json").get(file);
            var reviews = rows(file).stream().map(Review::of).toList();
            var wins = wins(reviews);

            assertThat(reviews).hasSize(figures.get("rows").asInt());
            assertThat(wins.count(Reading.UNSCORED_TIE))
                    .as(file)
                    .isEqualTo(figures.get("parse_fail").asLong());
            assertThat(Map.of(
                            "win1",
                            wins.wins(Policy.STRICT),
                            "tie",
                            wins.ties(Policy.STRICT),
                            "win2",
                            wins.losses(Policy.STRICT)))
                    .as(file)
                    .isEqualTo(Map.of(
                            "win1",
                            count(figures, "win1"),
                            "tie",
                            count(figures, "tie"),
                            "win2",
                            count(figures, "win2")));
            assertThat(sum(reviews, true))
                    .isEqualTo(figures.get("sum_scores").get(0).asDouble());
            assertThat(sum(reviews, false))
                    .isEqualTo(figures.get("sum_scores").get(1).asDouble());
            assertThat(reviews.stream().mapToInt(Review::fractions).sum())
                    .isEqualTo(figures.get("frac").asInt());
            assertThat(reviews.stream().filter(Review::differsFromStored))
                    .hasSize(figures.get("stored_score_mismatch").asInt());
            assertThat(failed(reviews)).isEqualTo(knownFailures(figures));
            assertThat(reviewers(file)).as(file).isEqualTo(knownReviewers(figures));
        }
    }

    /** A review as we read it and as its authors stored it. */
    private record Review(int question, String text, PassOutcome outcome, double storedFirst, double storedSecond) {
        static Review of(JsonNode row) {
            var stored = row.get("score");
            return new Review(
                    row.get("question_id").asInt(),
                    row.get("text").asText(),
                    TEACHER.pair(row.get("text").asText()),
                    stored.get(0).asDouble(),
                    stored.get(1).asDouble());
        }

        Reading reading() {
            return outcome.scorePair()
                    .map(scores -> Reading.of(scores.preference()))
                    .orElse(Reading.UNSCORED_TIE);
        }

        int fractions() {
            return outcome.scorePair()
                    .map(scores -> (scores.first() % 1 != 0 ? 1 : 0) + (scores.second() % 1 != 0 ? 1 : 0))
                    .orElse(0);
        }

        boolean differsFromStored() {
            return outcome.scorePair()
                    .filter(new ScorePair(storedFirst, storedSecond)::equals)
                    .isEmpty();
        }
    }

    private static WinTally wins(List<Review> reviews) {
        var wins = WinTally.empty();
        for (var review : reviews) {
            wins = wins.plus(review.reading());
        }
        return wins;
    }

    private static double sum(List<Review> reviews, boolean first) {
        return reviews.stream()
                .flatMap(review -> review.outcome().scorePair().stream())
                .mapToDouble(scores -> first ? scores.first() : scores.second())
                .sum();
    }

    /** A review that has no score pair: its question, how it begins, and the scores that its authors put in by hand. */
    private record Failure(int question, String beginning, double first, double second) {}

    private static List<Failure> failed(List<Review> reviews) {
        return reviews.stream()
                .filter(review -> !review.reading().isScored())
                .map(review -> new Failure(
                        review.question(), beginning(review.text()), review.storedFirst(), review.storedSecond()))
                .toList();
    }

    private static List<Failure> knownFailures(JsonNode figures) {
        List<Failure> failures = new ArrayList<>();
        figures.get("fails")
                .forEach(fail -> failures.add(new Failure(
                        fail.get(0).asInt(),
                        fail.get(1).asText(),
                        fail.get(2).get(0).asDouble(),
                        fail.get(2).get(1).asDouble())));
        return failures;
    }

    /** The first line, cut as the known failures are. */
    private static String beginning(String text) {
        var line = text.lines().findFirst().orElse("");
        return line.substring(0, Math.min(60, line.length())).strip();
    }

    private static Map<String, Integer> reviewers(String file) {
        Map<String, Integer> reviewers = new HashMap<>();
        rows(file).forEach(row -> reviewers.merge(row.get("reviewer_id").asText(), 1, Integer::sum));
        return reviewers;
    }

    private static Map<String, Integer> knownReviewers(JsonNode figures) {
        Map<String, Integer> reviewers = new HashMap<>();
        figures.get("reviewers")
                .fields()
                .forEachRemaining(
                        entry -> reviewers.put(entry.getKey(), entry.getValue().asInt()));
        return reviewers;
    }

    private static long count(JsonNode figures, String outcome) {
        return figures.get("wtl").path(outcome).asLong();
    }

    /** Reviewer 1 of the older files is the general one of the newer. */
    private static boolean isGeneral(String reviewer) {
        return reviewer.equals("1") || reviewer.endsWith("generic");
    }

    private static List<String> files() {
        List<String> files = new ArrayList<>();
        PublicData.json("vicuna-bench/expected-figures.json").fieldNames().forEachRemaining(files::add);
        return files;
    }

    private static List<JsonNode> rows(String file) {
        return PublicData.jsonLines("vicuna-bench/" + file);
    }
}
