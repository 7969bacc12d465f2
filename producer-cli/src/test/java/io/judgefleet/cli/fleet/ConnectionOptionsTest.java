package io.judgefleet.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.judgefleet.cli.console.CommandFailure;
import io.judgefleet.cli.console.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class ConnectionOptionsTest {
    @TempDir
    Path folder;

    @Test
    void shouldReachThisMachineWhenNothingIsSaid() {
        var connection = connection(Map.of());

        assertThat(connection.bootstrapServers()).isEqualTo("127.0.0.1:9092");
        assertThat(connection.schemaRegistryUrl()).isEqualTo("http://127.0.0.1:8081/apis/ccompat/v7");
        assertThat(connection.aggregator()).hasToString("http://127.0.0.1:8080");
    }

    @Test
    void shouldLetTheNearerWordWinWhenSeveralAreSaid() throws IOException {
        var file = Files.writeString(
                folder.resolve("client.properties"), "linger.ms=2\nclient.id=file\nbootstrap.servers=file:2\nacks=1\n");
        var environment = Map.of(
                "JUDGEFLEET_KAFKA_BOOTSTRAP_SERVERS", "kafka:0",
                "JUDGEFLEET_BOOTSTRAP_SERVER", "twin:1",
                "JUDGEFLEET_KAFKA_LINGER_MS", "1",
                "JUDGEFLEET_KAFKA_SECURITY_PROTOCOL", "SSL");

        assertThat(connection(environment).bootstrapServers()).isEqualTo("twin:1");
        assertThat(connection(environment, "--command-config", file.toString()).bootstrapServers())
                .isEqualTo("file:2");
        assertThat(connection(environment, "--command-config", file.toString(), "-b", "option:3", "-X", "linger.ms=4")
                        .settings())
                .containsEntry("bootstrap.servers", "option:3")
                .containsEntry("linger.ms", "4")
                .containsEntry("client.id", "file")
                .containsEntry("security.protocol", "SSL");
    }

    @Test
    void shouldKeepWhatPromisesRestOnWhenUserSaysOtherwise() {
        var connection = connection(Map.of(), "-X", "acks=1", "-X", "enable.idempotence=false", "-X", "linger.ms=7");

        assertThat(connection.producer())
                .containsEntry("acks", "all")
                .containsEntry("enable.idempotence", true)
                .containsEntry("linger.ms", "7");
    }

    @Test
    void shouldRefuseSecretsWhereEverybodyCanReadThem() throws IOException {
        var file = Files.writeString(folder.resolve("client.properties"), "sasl.jaas.config=login password=hush\n");

        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> connection(Map.of(), "-X", "sasl.jaas.config=login password=hush"))
                .withMessageContaining("found sasl.jaas.config on the command line")
                .withMessageNotContaining("hush")
                .extracting(CommandFailure::exitCode)
                .isEqualTo(ExitCode.USAGE);
        assertThat(connection(Map.of(), "--command-config", file.toString()).settings())
                .containsEntry("sasl.jaas.config", "login password=hush");
    }

    private static Connection connection(Map<String, String> environment, String... words) {
        var host = new Host();
        new CommandLine(host).parseArgs(words);
        return host.options.connection(environment);
    }

    @Command(name = "host")
    private static final class Host {
        @Mixin
        private final ConnectionOptions options = new ConnectionOptions();
    }
}
