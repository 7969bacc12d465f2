package io.judgefleet.aggregator.rest;

import static io.judgefleet.aggregator.VerdictFixtures.NOON;
import static io.judgefleet.aggregator.VerdictFixtures.sample;
import static io.judgefleet.aggregator.VerdictFixtures.scored;
import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.deployable.HttpAccess;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the HTTP port answers besides figures: requests, status, health, the page; and whom it refuses. */
class ServiceApiTest {
    private final RestFixture fixture = new RestFixture(HttpAccess.OPEN);

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void shouldSayWhichRequestsAreJudgedWhenAsked() throws Exception {
        var verdict = sample("c1").judged(scored(9, 3), scored(3, 9));
        fixture.counts.add(verdict);
        var id = verdict.origin().requestId().value();

        assertThat(fixture.json("/api/requests/" + id).path("verdictId").asText())
                .isEqualTo(verdict.id().value());
        assertThat(fixture.get("/api/requests/unknown").statusCode()).isEqualTo(404);
        assertThat(fixture.post("/api/requests/judged", "[\"x\",\"%s\",\"y\"]".formatted(id))
                        .body())
                .isEqualTo("[\"%s\"]".formatted(id));
        assertThat(fixture.post("/api/requests/judged", "[]").body()).isEqualTo("[]");
    }

    @Test
    void shouldRefuseWhenListOfRequestsIsTooLongOrNoList() throws Exception {
        var many = Collections.nCopies(1001, "\"x\"").stream().collect(Collectors.joining(",", "[", "]"));

        assertThat(fixture.post("/api/requests/judged", many).statusCode()).isEqualTo(400);
        assertThat(fixture.post("/api/requests/judged", many).body()).contains("at most 1000", "1001");
        assertThat(fixture.post("/api/requests/judged", "{\"a\":1}").statusCode())
                .isEqualTo(400);
        assertThat(fixture.post("/api/requests/judged", "[").statusCode()).isEqualTo(400);
        for (var body : List.of("[", "{\"a\":1}", "\"x\"", "[[]]", "no json", "[1,{}]")) {
            assertThat(fixture.post("/api/requests/judged", body).body())
                    .as(body)
                    .doesNotContain("java.", "io.micronaut", "jackson", "Exception");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/nothing",
                "/api/models/%00",
                "/api/models?window=",
                "/api/models?window=1h&window=5m",
                "/api/models?bootstrap=maybe",
                "/api/leaderboard?controls=2",
                "/api/leaderboard?judge=%E2%82",
                "/api/requests/%2F",
                "/api/requests/judged",
                "/internal/counts?panes=ALL:x",
                "/internal/answered?requestId=r&now=soon",
                "/internal/answered",
                "/%2e%2e/api"
            })
    void shouldNameNothingOfOursWhenRequestIsHostile(String path) throws Exception {
        var answer = fixture.get(path);

        assertThat(answer.statusCode()).as(answer.body()).isLessThan(500);
        assertThat(answer.body())
                .doesNotContain("java.", "io.micronaut", "io.judgefleet", "jackson", "Exception", "argument [");
    }

    @Test
    void shouldAnswerUnavailableWithRetryAfterWhenCountsAre() throws Exception {
        fixture.counts.becomeUnavailable();

        for (var path : new String[] {
            "/api/models",
            "/api/models/ant",
            "/api/leaderboard",
            "/api/leaderboard.csv",
            "/api/requests/x",
            "/api/filters"
        }) {
            var answer = fixture.get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).as(path).hasValue("2");
            assertThat(answer.body()).as(path).isEqualTo("{\"message\":\"counts are being restored\"}");
        }
        assertThat(fixture.post("/api/requests/judged", "[]").statusCode()).isEqualTo(503);
        assertThat(fixture.get("/api/status").statusCode()).isEqualTo(200);
        assertThat(fixture.json("/api/status").has("verdicts")).isFalse();
    }

    @Test
    void shouldAddUpWhenStatusIsAskedFor() throws Exception {
        for (var comparison : List.of("c1", "c2", "c3")) {
            fixture.counts.add(sample(comparison).judged(scored(9, 3), scored(3, 9)));
        }

        assertThat(fixture.json("/api/status"))
                .hasToString("{\"state\":\"running\",\"ready\":true,\"applicationId\":\"judgefleet-aggregator\","
                        + "\"verdicts\":{\"read\":3,\"counted\":3,\"duplicates\":0,\"replaced\":0,\"late\":0},"
                        + "\"labels\":{\"read\":0,\"counted\":0,\"duplicates\":0,\"replaced\":0,\"withdrawals\":0},"
                        + "\"comparisons\":{\"judged\":3,\"labelled\":0},\"deadLetters\":2,\"deadLettersBy\":{\"requests\":2},\"lag\":0,"
                        + "\"lastVerdictAt\":\"2026-03-01T12:00:00Z\",\"now\":\"2026-03-01T12:00:00Z\"}");
    }

    @Test
    void shouldServePageThatFetchesNothingFromElsewhereWhenRootIsAskedFor() throws Exception {
        var answer = fixture.get("/");

        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
        assertThat(answer.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).startsWith("default-src 'none'"));
        assertThat(answer.body().replaceAll("http://www.w3.org/2000/svg", "")).doesNotContain("http://", "https://");
        assertThat(answer.body()).doesNotContain("innerHTML", "src=");
    }

    @Test
    void shouldBeReadyAndAliveWhenStreamRuns() throws Exception {
        assertThat(fixture.get("/health/readiness").body()).contains("\"UP\"", "\"running\"");
        assertThat(fixture.get("/health/liveness").statusCode()).isEqualTo(200);
        assertThat(fixture.get("/prometheus").body()).contains("jvm_memory_used_bytes");
    }

    @Test
    void shouldSayInHealthAndMetricsWhyWhenFiguresCannotBePublished() throws Exception {
        var healthy = fixture.get("/health");
        fixture.refuseAlerts("the topic is gone");
        fixture.handOn();

        assertThat(healthy.statusCode()).isEqualTo(200);
        assertThat(fixture.get("/health").statusCode()).isEqualTo(503);
        assertThat(fixture.get("/health").body()).contains("publishing", "the topic is gone");
        assertThat(fixture.get("/health/readiness").statusCode()).isEqualTo(200);
        assertThat(fixture.get("/health/liveness").statusCode()).isEqualTo(200);
        assertThat(fixture.get("/prometheus").body())
                .contains("judgefleet_publishing_rounds_total{outcome=\"failed\"} 1.0");
    }

    /** Another thread takes its place, and may end by the same; five minutes later it has not. */
    @Test
    void shouldSayInHealthAndMetricsWhenAStreamThreadEnded() throws Exception {
        fixture.threadDied(NOON.minusSeconds(299));
        fixture.handOn();

        assertThat(fixture.get("/health").statusCode()).isEqualTo(503);
        assertThat(fixture.get("/health").body()).contains("stream-threads");
        assertThat(fixture.get("/health/readiness").statusCode()).isEqualTo(200);
        assertThat(fixture.get("/prometheus").body()).contains("judgefleet_stream_thread_deaths_total 1.0");

        fixture.threadDied(NOON.minusSeconds(300));

        assertThat(fixture.get("/health").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldAskForTokenExceptOfHealthWhenOneIsSet() throws Exception {
        try (var guarded = new RestFixture(new HttpAccess(Optional.of("s3cret")))) {
            assertThat(guarded.get("/api/status").statusCode()).isEqualTo(401);
            assertThat(guarded.get("/api/status", "Authorization", "Bearer wrong")
                            .statusCode())
                    .isEqualTo(401);
            assertThat(guarded.get("/api/status", "Authorization", "Bearer s3cret")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(guarded.get("/prometheus").statusCode()).isEqualTo(401);
            assertThat(guarded.get("/health/readiness").statusCode()).isEqualTo(200);
            // The page has no figures of its own; it asks for the token and shows it with every request.
            assertThat(guarded.get("/").statusCode()).isEqualTo(200);
        }
    }
}
