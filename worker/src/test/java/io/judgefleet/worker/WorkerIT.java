package io.judgefleet.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.judgefleet.schemas.topics.Topics;
import io.judgefleet.servers.LocalRegistry;
import io.judgefleet.servers.Ports;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class WorkerIT {
    @TempDir
    Path folder;

    @Test
    void shouldMakeAVerdictOfEachRequestWhenRegistryIsReal() throws Exception {
        try (var registry = LocalRegistry.start(folder.resolve("registry"), 0);
                var fleet = Fleet.start(folder, registry.url());
                var worker = Worker.start(fleet.properties(Map.of()))) {
            IntStream.range(0, 200).forEach(i -> fleet.submit(WorkerFixtures.request("n" + i)));

            await("verdicts")
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(() ->
                            assertThat(worker.state().recordCounts().judged()).isEqualTo(200));
            assertThat(fleet.verdicts())
                    .hasSize(200)
                    .extracting(verdict -> verdict.subject().comparisonId().value())
                    .doesNotHaveDuplicates();
            assertThat(fleet.committed(Topics.JUDGE_REQUESTS, "judgefleet-worker-judgelm"))
                    .isEqualTo(200);
            assertThat(get(worker, "/health/readiness").statusCode()).isEqualTo(200);
            assertThat(get(worker, "/health/liveness").statusCode()).isEqualTo(200);
            assertThat(get(worker, "/info").body()).contains("\"name\":\"scripted\"", "\"weights-origin\":\"random\"");
            assertThat(get(worker, "/prometheus").body())
                    .contains("judgefleet_worker_batch_records_count", "judgefleet_worker_publish_seconds_count")
                    .contains("judgefleet_worker_records_total{fate=\"judged\"} 200.0")
                    .contains("judgefleet_worker_in_flight_records 0.0")
                    .contains("judgefleet_worker_passes_total{state=\"scored\"} 400.0")
                    .contains("judgefleet_worker_group_lag_records{topic=\"judge-requests\"}")
                    .contains("kafka_consumer_coordinator_rebalance_total", "kafka_producer_txn_commit_time_ns_total");
            assertThat(worker.drain()).isTrue();
        }
    }

    @Test
    void shouldWaitWhileTheRegistryIsDownAndLoseNothing() throws Exception {
        int port = Ports.free();
        var registry = LocalRegistry.start(folder.resolve("registry"), port);
        try (var fleet = Fleet.start(folder, registry.url())) {
            fleet.submit(WorkerFixtures.request("n0"));
            registry.close();
            IntStream.range(1, 20).forEach(i -> fleet.submit(WorkerFixtures.request("n" + i)));
            try (var worker = Worker.start(fleet.properties(Map.of()))) {
                await("fetched")
                        .atMost(Duration.ofSeconds(60))
                        .untilAsserted(
                                () -> assertThat(worker.state().waiting()).isEqualTo(20));
                assertThat(get(worker, "/health/readiness").statusCode()).isEqualTo(503);
                assertThat(get(worker, "/health/liveness").statusCode()).isEqualTo(200);
                assertThat(worker.state().recordCounts().received()).isZero();

                try (var again = LocalRegistry.start(folder.resolve("registry"), port)) {
                    assertThat(again.url()).isEqualTo(registry.url());
                    await("verdicts")
                            .atMost(Duration.ofSeconds(60))
                            .untilAsserted(() -> assertThat(
                                            worker.state().recordCounts().judged())
                                    .isEqualTo(20));
                }
            }
            assertThat(fleet.records(Topics.VERDICTS)).hasSize(20);
            assertThat(fleet.records(Topics.DEAD_LETTERS)).isEmpty();
        }
    }

    @Test
    void shouldAskForTheTokenEverywhereButAtItsHealth() throws Exception {
        var token = Files.writeString(folder.resolve("token"), "s3cret\n");
        try (var fleet = Fleet.start(folder);
                var worker = Worker.start(fleet.properties(Map.of("judgefleet.http.token-file", token.toString())))) {
            assertThat(get(worker, "/health/readiness").statusCode()).isEqualTo(200);
            assertThat(get(worker, "/info").statusCode()).isEqualTo(401);
            assertThat(get(worker, "/prometheus", "Authorization", "Bearer wrong")
                            .statusCode())
                    .isEqualTo(401);
            assertThat(get(worker, "/info", "Authorization", "Bearer s3cret").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void shouldTakeTheNextSlotWhenTheFirstIsTaken() throws Exception {
        try (var fleet = Fleet.start(folder);
                var first = Worker.start(fleet.properties(Map.of()));
                var second = Worker.start(fleet.properties(Map.of()))) {
            IntStream.range(0, 30).forEach(i -> fleet.submit(WorkerFixtures.request("n" + i)));

            await("verdicts")
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(fleet.verdicts()).hasSize(30));
            assertThat(first.port()).isNotEqualTo(second.port());
        }
    }

    private static HttpResponse<String> get(Worker worker, String path, String... headers) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var uri = URI.create("http://127.0.0.1:%d%s".formatted(worker.port(), path));
            var request = HttpRequest.newBuilder(uri);
            if (headers.length > 0) {
                request.headers(headers);
            }
            return client.send(request.build(), BodyHandlers.ofString());
        }
    }
}
