package io.judgefleet.local.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.local.Commands;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FleetPropertiesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "judgefleet.worker.tokn-budget=1 | judgefleet.worker.token-budget",
                "judgefleet.aggregator.thread=2 | judgefleet.aggregator.threads",
                "judgefleet.workr.token-budget=1 | judgefleet.worker.",
                "token-budget=1 | judgefleet.",
                "judgefleet.worker.token-budget=many | expected a whole number from 1 up, found \"many\"",
                "judgefleet.aggregator.horizon=soon | expected a duration"
            })
    void shouldRefuseBeforeAnythingStartsWhenAPropertyIsWrong(String property, String expected) {
        var said = new StringWriter();
        var data = folder.resolve("data");

        int exitCode = Commands.commandLine()
                .setErr(new PrintWriter(said))
                .execute(
                        "local",
                        "--data",
                        data.toString(),
                        "--port",
                        "0",
                        "--kafka-port",
                        "0",
                        "--registry-port",
                        "0",
                        "--worker-port",
                        "0",
                        "-P",
                        property);

        assertThat(exitCode).isEqualTo(2);
        assertThat(said.toString()).contains(expected).doesNotContain("\tat ");
        assertThat(data.resolve("kafka")).doesNotExist();
    }

    @Test
    void shouldTakePropertiesOfBothDeployablesAndOfTheirFramework() {
        FleetProperties.requireSections(List.of(
                "judgefleet.worker.token-budget", "judgefleet.aggregator.horizon", "micronaut.server.cors.enabled"));
    }
}
