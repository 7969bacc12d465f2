package io.judgefleet.cli.submit.requests;

import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.cli.console.Json;
import io.judgefleet.comparisons.Answer;
import io.judgefleet.comparisons.Comparison;
import io.judgefleet.comparisons.ComparisonId;
import io.judgefleet.comparisons.Question;
import io.judgefleet.comparisons.Turn;
import io.judgefleet.judgement.JudgingMode;
import io.judgefleet.judgement.PresentationOrder;
import io.judgefleet.schemas.Experiment;
import io.judgefleet.schemas.JudgeRequest;
import io.judgefleet.schemas.Lane;
import io.judgefleet.schemas.RequestId;
import io.judgefleet.schemas.Routing;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequestJsonTest {
    @Test
    void shouldHaveEveryComponentOfItsRecord() {
        var request = new JudgeRequest(
                new RequestId("r1"),
                "judgelm",
                JudgingMode.CHAT,
                new Comparison(
                        new ComparisonId("c1"),
                        new Question("q1", "Why?", List.of(new Turn("user", "Hi"))),
                        List.of(new Answer("m1", "yes"), new Answer("m2", "no")),
                        Optional.of("reference"),
                        Optional.of("set"),
                        Optional.of("maths")),
                2,
                Optional.of(new Experiment("e1", "control")),
                new Routing(
                        Optional.of("team"),
                        Lane.LIVE,
                        Instant.parse("2026-01-02T03:04:05Z"),
                        Optional.of(Instant.parse("2026-01-02T04:04:05Z"))),
                List.of(PresentationOrder.ORIGINAL));

        assertThat(Json.parse(RequestJson.of(request).toString())).isEqualTo(Json.parse("""
                        {"id": "r1", "judgeProfile": "judgelm", "mode": "chat", "sampleIndex": 2, "orders": ["original"],
                         "experiment": {"id": "e1", "arm": "control"},
                         "routing": {"tenant": "team", "lane": "live", "createdAt": "2026-01-02T03:04:05Z",
                                     "deadline": "2026-01-02T04:04:05Z"},
                         "comparison": {"id": "c1", "questionId": "q1", "question": "Why?",
                                        "turns": [{"role": "user", "text": "Hi"}],
                                        "answers": [{"model": "m1", "text": "yes"}, {"model": "m2", "text": "no"}],
                                        "reference": "reference", "dataset": "set", "category": "maths"}}
                        """));
    }
}
