package io.judgefleet.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.judgefleet.servers.ChildJvm.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A broker that halts its process by itself. */
@Timeout(180)
class FaultyBrokerIT {
    @TempDir
    Path folder;

    @Test
    void shouldSayItsLastWordsWhenItsFolderIsDeleted() throws Exception {
        var program = new Program(
                List.of("-Xmx256m", "-XX:+UseSerialGC"),
                System.getProperty("java.class.path"),
                Talking.class.getName(),
                List.of(folder.toString()),
                Map.of(),
                folder.resolve("log"));
        try (var child = ChildJvm.start(program)) {
            await("the broker").atMost(Duration.ofSeconds(60)).until(() -> Files.exists(folder.resolve("started")));

            delete(folder.resolve("kafka"));

            assertThat(child.onExit().get(90, TimeUnit.SECONDS)).isEqualTo(1);
            assertThat(Files.readString(program.log())).contains("the last words");
        }
    }

    private static void delete(Path tree) throws IOException {
        try (var files = Files.walk(tree)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** A broker whose process has something to say when it ends. */
    public static final class Talking {
        public static void main(String[] args) throws Exception {
            LocalBroker.beforeFaultEnds(() -> System.out.println("the last words"));
            try (var broker = LocalBroker.start(Path.of(args[0], "kafka"), 0)) {
                Files.writeString(Path.of(args[0], "started"), broker.bootstrapServers());
                new CountDownLatch(1).await();
            }
        }

        private Talking() {}
    }
}
