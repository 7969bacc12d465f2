package io.judgefleet.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.judgefleet.schemas.topics.Topics;
import io.judgefleet.servers.LocalBroker;
import io.judgefleet.servers.LocalRegistry;
import io.judgefleet.servers.Ports;
import io.judgefleet.testkit.Server;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkerIT extends WorkerContract {
    @Override
    Server broker() {
        var broker = LocalBroker.start(folder.resolve("broker"), 0);
        return new Server(broker.bootstrapServers(), broker::close);
    }

    @Override
    Server registry() {
        var registry = LocalRegistry.start(folder.resolve("registry"), 0);
        return new Server(registry.url(), registry::close);
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
}
