package io.judgefleet.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.judgefleet.schemas.topics.Topics;
import io.judgefleet.testkit.Server;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a worker does on any broker and registry of these kinds. */
@Timeout(180)
abstract class WorkerContract {
    @TempDir
    Path folder;

    /** A broker without topics. */
    abstract Server broker();

    /** A registry without schemas. */
    abstract Server registry();

    @Test
    void shouldMakeAVerdictOfEachRequestWhenRegistryIsReal() throws Exception {
        try (var registry = registry();
                var fleet = Fleet.on(folder, broker(), registry.address());
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

    static HttpResponse<String> get(Worker worker, String path, String... headers) throws Exception {
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
