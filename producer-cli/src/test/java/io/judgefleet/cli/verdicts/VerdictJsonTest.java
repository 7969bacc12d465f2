package io.judgefleet.cli.verdicts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.judgefleet.cli.console.Json;
import io.judgefleet.comparisons.ComparisonId;
import io.judgefleet.judgement.JudgingMode;
import io.judgefleet.judgement.Pass;
import io.judgefleet.judgement.PassOutcome;
import io.judgefleet.judgement.PresentationOrder;
import io.judgefleet.judgement.ScorePair;
import io.judgefleet.judgement.WeightsOrigin;
import io.judgefleet.metrics.rating.AnswerStyle;
import io.judgefleet.schemas.Execution;
import io.judgefleet.schemas.Experiment;
import io.judgefleet.schemas.JudgeIdentity;
import io.judgefleet.schemas.JudgedItem;
import io.judgefleet.schemas.Lane;
import io.judgefleet.schemas.Origin;
import io.judgefleet.schemas.RequestId;
import io.judgefleet.schemas.Verdict;
import io.judgefleet.schemas.VerdictId;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerdictJsonTest {
    private static final Verdict VERDICT = new Verdict(
            new VerdictId("v1"),
            new Origin(
                    new RequestId("r1"),
                    "judgelm",
                    2,
                    Optional.of(new Experiment("e1", "control")),
                    Optional.of("team"),
                    Lane.BULK,
                    3),
            new JudgedItem(
                    new ComparisonId("c1"),
                    "q1",
                    JudgingMode.PAIR,
                    List.of("m1", "m2"),
                    List.of(5, 7),
                    Optional.of("set"),
                    Optional.of("maths"),
                    List.of(new AnswerStyle(4, 3, 2, 1), new AnswerStyle(8, 0, 0, 0)),
                    List.of(PresentationOrder.SWAPPED)),
            List.of(new Pass(
                    PresentationOrder.SWAPPED,
                    new PassOutcome.Scored(new ScorePair(9, 3)),
                    "9 3",
                    Optional.empty(),
                    100,
                    3,
                    1)),
            new JudgeIdentity("judge", "w", "t", "judgelm-pair", "fp32", "greedy", WeightsOrigin.TRAINED, "1"),
            new Execution("w1", "pytorch", "cpu", "1.0", Duration.ofMillis(5), Duration.ofMillis(30)),
            Instant.parse("2026-01-02T03:04:05Z"),
            List.of("answer 2: answer-end"));

    private final JsonNode json = Json.parse(VerdictJson.line(VERDICT));

    @Test
    void shouldHaveEveryComponentOfItsRecordsByName() {
        assertThat(json.fieldNames()).toIterable().containsAll(components(Verdict.class));
        assertThat(json.get("subject").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(components(JudgedItem.class));
        assertThat(json.get("origin").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(components(Origin.class));
        assertThat(json.get("judge").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(components(JudgeIdentity.class));
    }

    @Test
    void shouldWriteConstantsAsWordsAndIdsAsTexts() {
        assertThat(json.get("subject")).isEqualTo(Json.parse("""
                        {"comparisonId": "c1", "questionId": "q1", "mode": "pair", "modelIds": ["m1", "m2"],
                         "answerLengths": [5, 7], "dataset": "set", "category": "maths",
                         "answerStyles": [{"tokens": 4, "headers": 3, "lists": 2, "bolds": 1},
                                          {"tokens": 8, "headers": 0, "lists": 0, "bolds": 0}],
                         "orders": ["swapped"]}
                        """));
        assertThat(json.get("origin")).isEqualTo(Json.parse("""
                        {"requestId": "r1", "judgeProfile": "judgelm", "sampleIndex": 2,
                         "experiment": {"id": "e1", "arm": "control"}, "tenant": "team", "lane": "bulk", "deliveryCount": 3}
                        """));
        assertThat(json.get("judge").get("weightsOrigin").asText()).isEqualTo("trained");
    }

    @Test
    void shouldWriteScoresAndTimesOfItsPasses() {
        assertThat(json.get("passes")).isEqualTo(Json.parse("""
                        [{"order": "swapped", "state": "scored", "scores": [9.0, 3.0], "completion": "9 3",
                          "promptTokens": 100, "completionTokens": 3, "truncatedTokens": 1}]
                        """));
        assertThat(json.get("execution")).isEqualTo(Json.parse("""
                        {"workerId": "w1", "engine": "pytorch", "device": "cpu", "codeVersion": "1.0", "queuedMs": 5,
                         "inferenceMs": 30}
                        """));
        assertThat(json.get("judgedAt").asText()).isEqualTo("2026-01-02T03:04:05Z");
    }

    private static List<String> components(Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }
}
