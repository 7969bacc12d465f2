package io.judgefleet.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** That docker-compose takes the fleet's compose file. */
class ComposeFileTest {
    private static final Path HOME = Path.of(System.getProperty("judgefleet.home"));

    @Test
    void shouldBeValidAndCompleteWhenDockerComposeReadsIt() throws Exception {
        var services = dockerCompose("config", "--services");

        assertThat(services.lines()).contains("kafka", "registry", "deployment", "worker", "aggregator");
        assertThat(dockerCompose("config", "--volumes").lines()).contains("kafka-data", "aggregator-state");
        assertThat(dockerCompose("config")).contains("healthcheck", "apache/kafka:", "apicurio/apicurio-registry:");
    }

    private static String dockerCompose(String... words) throws Exception {
        var command = new ArrayList<>(List.of("docker-compose"));
        command.addAll(List.of(words));
        try {
            var process = new ProcessBuilder(command)
                    .directory(HOME.toFile())
                    .redirectErrorStream(true)
                    .start();
            var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(printed).isZero();
            return printed;
        } catch (IOException e) {
            return Assumptions.abort("skipped: no docker-compose; on Debian: apt-get install docker-compose");
        }
    }
}
