package io.judgefleet.local.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.judgefleet.servers.ChildJvm;
import io.judgefleet.servers.ChildJvm.Program;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SupervisedTest {
    private static final RestartPolicy AT_ONCE =
            new RestartPolicy(Duration.ofMinutes(1), 3, Duration.ofMillis(1), Duration.ofMillis(1));
    private static final InstantSource STANDING = InstantSource.fixed(Instant.EPOCH);

    @TempDir
    Path folder;

    private final AtomicInteger starts = new AtomicInteger();

    @Test
    void shouldStartAgainWhenChildIsKilled() throws Exception {
        try (var supervised = Supervised.start("sleeper", () -> child(Sleeper.class), AT_ONCE, STANDING)) {
            long first = supervised.pid();

            ProcessHandle.of(first).orElseThrow().destroyForcibly();

            await("another child")
                    .atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(supervised.pid()).isNotEqualTo(first));
            assertThat(supervised.awaitDeath(Duration.ofSeconds(1))).isTrue();
            assertThat(supervised.keepsDying()).isNotDone();
        }
    }

    @Test
    void shouldGoOnStartingAndSaySoWhenChildKeepsDying() throws Exception {
        var said = new CopyOnWriteArrayList<String>();
        try (var supervised = Supervised.start("quitter", () -> child(Quitter.class), AT_ONCE, STANDING)) {
            supervised.reportTo(said::add);

            assertThat(supervised.keepsDying().get(40, TimeUnit.SECONDS))
                    .isEqualTo("the quitter died 3 times in a row soon after its start, last it ended with status 7");
            await("a start after many deaths")
                    .atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(starts).hasValueGreaterThan(3));
            assertThat(said).contains("the quitter ended with status 7; it is started again in 0.0 s");
        }
    }

    @Test
    void shouldNotStartAgainWhenItWasStopped() throws Exception {
        try (var supervised = Supervised.start("sleeper", () -> child(Sleeper.class), AT_ONCE, STANDING)) {
            assertThat(supervised.stop(Duration.ofSeconds(20))).isTrue();

            assertThat(supervised.awaitDeath(Duration.ofMillis(300))).isFalse();
            assertThat(starts).hasValue(1);
        }
    }

    private ChildJvm child(Class<?> main) {
        starts.incrementAndGet();
        return ChildJvm.start(new Program(
                List.of("-Xmx32m"), testClasses(), main.getName(), List.of(), Map.of(), folder.resolve("log")));
    }

    private static String testClasses() {
        return SupervisedTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
    }

    public static final class Sleeper {
        public static void main(String[] args) throws Exception {
            new CountDownLatch(1).await();
        }
    }

    public static final class Quitter {
        public static void main(String[] args) {
            System.exit(7);
        }
    }
}
