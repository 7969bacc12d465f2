package io.judgefleet.cli.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.judgefleet.cli.LocalFleet;
import io.judgefleet.cli.console.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class AdminIT {
    @TempDir
    static Path folder;

    static LocalFleet fleet;

    @BeforeAll
    static void start() {
        fleet = LocalFleet.start(folder);
    }

    @AfterAll
    static void stop() {
        fleet.close();
    }

    /** One test, for each step stands on the one before it. */
    @Test
    void shouldMakeTopicsAndSchemasOnceWhenAppliedTwice() {
        var plan = fleet.run("topics", "plan");
        var verified = fleet.run("topics", "verify");
        var dry = fleet.run("topics", "apply", "--dry-run");
        var sick = fleet.run("doctor");
        var first = fleet.run("topics", "apply", "--replication-factor", "1");
        var second = fleet.run("topics", "apply");

        assertThat(plan.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(plan.out())
                .contains("apply  verdicts: expected 12 partitions, replication factor 1 and min.insync.replicas=1,"
                        + " found no topic");
        assertThat(verified.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(dry.out()).contains("apply  verdicts:", "apply  verdicts-value: no schema yet");
        assertThat(sick.out()).contains("warn     workers");
        assertThat(sick.out()).contains("fail     topics", "-> judgefleet topics plan", "fail     schemas");
        assertThat(first.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(first.outLines()).containsExactly("11 topics applied", "7 schemas applied, 7 of them new");
        assertThat(second.outLines()).containsExactly("11 topics applied", "7 schemas applied, 0 of them new");
        assertThat(fleet.run("schemas", "check").exitCode()).isEqualTo(ExitCode.DONE);
        await("metadata")
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() ->
                        assertThat(fleet.run("topics", "verify").exitCode()).isEqualTo(ExitCode.DONE));

        var doctor = fleet.run("doctor");
        assertThat(doctor.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(doctor.out())
                .contains("ok       brokers    1 at", "ok       topics", "ok       schemas", "fail     aggregator")
                .contains("warn     workers    no worker of the judge profile judgelm is running")
                .contains("skipped  worker");
    }

    @Test
    void shouldKeepTwoFleetsApartWhenEachHasItsPrefix() throws IOException {
        var file = Files.writeString(folder.resolve("one.jsonl"), """
            {"question":"Why?","answers":[{"model":"a","text":"x"},{"model":"b","text":"y"}]}
            """);
        fleet.run("topics", "apply", "--prefix", "red");
        fleet.run("topics", "apply", "--prefix", "blue.");

        var submitted = fleet.run("submit", "--prefix", "red", file.toString());

        assertThat(submitted.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(submitted.err())
                .contains("no worker of the judge profile judgelm is running"
                        + " (the consumer group red.judgefleet-worker-judgelm has no members)");
        assertThat(fleet.records("red.judge-requests")).hasSize(1);
        assertThat(fleet.records("blue.judge-requests")).isEmpty();
        assertThat(fleet.run("doctor", "--prefix", "red", "-p", "poet", "--json")
                        .out())
                .contains("{\"part\":\"topics\",\"state\":\"ok\"", "\"part\":\"workers\",\"state\":\"fail\"");
    }

    @Test
    void shouldTellProgramsAndOperatorsWhenReplicationIsNotAsWanted() {
        fleet.run("topics", "apply", "--prefix", "lone");

        var json = fleet.run("topics", "verify", "--prefix", "lone", "--replication-factor", "3", "--json");
        var applied = fleet.run("topics", "apply", "--prefix", "lone", "--replication-factor", "3");

        assertThat(json.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(json.out())
                .startsWith("{")
                .contains(
                        "lone.verdicts: expected a replication factor of 3, found 1",
                        "lone.verdicts: expected min.insync.replicas=2, found 1",
                        "\"action\":\"leave\"");
        assertThat(applied.outLines())
                .contains("left unchanged: lone.labels: expected a replication factor of 3, found 1")
                .contains("11 topics applied");
        assertThat(fleet.run("schemas", "check", "--prefix", "lone", "--json").out())
                .contains("\"subject\":\"lone.verdicts-value\"", "\"status\":\"deployed\"");
    }
}
