package io.judgefleet.aggregator;

import static io.judgefleet.aggregator.VerdictFixtures.sample;
import static io.judgefleet.aggregator.VerdictFixtures.scored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class ResetIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    private FleetFixture fleet;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void startFleet() {
        fleet = FleetFixture.start(folder);
        fleet.publish(sample("c1").at(Instant.now()).judged(scored(9, 3), scored(3, 9)));
        fleet.flush();
    }

    @AfterEach
    void stopFleet() {
        fleet.close();
    }

    @Test
    void shouldCountFromBeginningWhenReset() throws Exception {
        try (var aggregator = Aggregator.start(fleet.properties("state"))) {
            awaitCounted(aggregator);
        }

        assertThat(reset()).isZero();

        assertThat(folder.resolve("state/judgefleet-aggregator")).doesNotExist();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains(
                        "forgets the topic judgefleet-aggregator-ledgers-changelog",
                        "forgets the offsets of judgefleet-aggregator");
        // Counted once, not known as its own duplicate.
        try (var aggregator = Aggregator.start(fleet.properties("state"))) {
            awaitCounted(aggregator);
        }
    }

    @Test
    void shouldForgetNothingWhenOnlyAskedOrInUse() throws Exception {
        try (var aggregator = Aggregator.start(fleet.properties("state"))) {
            awaitCounted(aggregator);

            assertThat(reset()).isEqualTo(1);

            assertThat(err.toString(StandardCharsets.UTF_8)).contains("judgefleet-aggregator still runs");
        }

        assertThat(reset("--dry-run")).isZero();

        assertThat(out.toString(StandardCharsets.UTF_8)).contains("would forget the state in");
        assertThat(folder.resolve("state/judgefleet-aggregator")).isDirectory();
        try (var aggregator = Aggregator.start(fleet.properties("state"))) {
            awaitCounted(aggregator);
        }
    }

    @Test
    void shouldMakeStateAgainWhenItCannotBeOpened() throws Exception {
        try (var aggregator = Aggregator.start(fleet.properties("state"))) {
            awaitCounted(aggregator);
        }
        try (var files = Files.walk(folder.resolve("state/judgefleet-aggregator"))) {
            for (var manifest : files.filter(file -> file.endsWith("CURRENT")).toList()) {
                Files.writeString(manifest, "MANIFEST-of-nothing\n");
            }
        }

        try (var aggregator = Aggregator.start(fleet.properties("state"))) {
            awaitCounted(aggregator);
        }
    }

    @Test
    void shouldRefuseWordsThatItDoesNotKnow() {
        assertThat(reset("--really")).isEqualTo(2);

        assertThat(err.toString(StandardCharsets.UTF_8)).contains("expected nothing or --dry-run, found --really");
    }

    private int reset(String... arguments) {
        return Reset.run(fleet.properties("state"), print(out), print(err), arguments);
    }

    private void awaitCounted(Aggregator aggregator) {
        await("counted once")
                .atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(fleet.get(aggregator, "/api/status").body())
                                .contains("\"verdicts\":{\"read\":1,\"counted\":1,"));
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
