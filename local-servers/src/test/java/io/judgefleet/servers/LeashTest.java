package io.judgefleet.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.judgefleet.servers.ChildJvm.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LeashTest {
    @TempDir
    Path folder;

    @Test
    void shouldDieWhenParentIsKilled() throws Exception {
        var parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Parent.class.getName(),
                        folder.toString())
                .inheritIO()
                .start();
        var child = ProcessHandle.of(Long.parseLong(awaitLine("ready"))).orElseThrow();

        parent.destroyForcibly().waitFor();

        child.onExit().get(10, TimeUnit.SECONDS);
        assertThat(child.isAlive()).isFalse();
    }

    @Test
    void shouldEndInOrderWhenStopped() throws Exception {
        try (var child = ChildJvm.start(program(Sleeper.class))) {
            awaitLine("ready");

            assertThat(child.stop(Duration.ofSeconds(20))).isTrue();
            assertThat(child.onExit().get(1, TimeUnit.SECONDS)).isEqualTo(128 + 15);
            assertThat(folder.resolve("drained")).exists();
        }
    }

    @Test
    void shouldBeEndedByForceWhenItWillNotStop() throws Exception {
        try (var child = ChildJvm.start(program(Stubborn.class))) {
            awaitLine("ready");

            assertThat(child.stop(Duration.ofMillis(300))).isFalse();
            assertThat(child.isAlive()).isFalse();
        }
    }

    @Test
    void shouldKeepExitStatusWhenMainEndsByItself() throws Exception {
        try (var child = ChildJvm.start(program(Quitter.class))) {
            assertThat(child.onExit().get(30, TimeUnit.SECONDS)).isEqualTo(7);
        }
        assertThat(folder.resolve("log")).hasContent("from the environment");
    }

    @Test
    void shouldSayWhatIsMissingWhenMainClassIsNone() throws Exception {
        var program = new Program(List.of(), testClasses(), "no.such.Main", List.of(), Map.of(), folder.resolve("log"));
        try (var child = ChildJvm.start(program)) {
            assertThat(child.onExit().get(30, TimeUnit.SECONDS)).isEqualTo(1);
        }
        assertThat(folder.resolve("log")).content().contains("ClassNotFoundException: no.such.Main");
    }

    private Program program(Class<?> main) {
        return new Program(
                List.of("-Xmx32m"),
                testClasses(),
                main.getName(),
                List.of(folder.toString()),
                Map.of("SAYING", "from the environment"),
                folder.resolve("log"));
    }

    private String awaitLine(String file) {
        return await(file)
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> Files.readString(folder.resolve(file)).strip(), line -> !line.isEmpty());
    }

    private static String testClasses() {
        return LeashTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
    }

    private static void say(String folder, String file) throws IOException {
        Files.writeString(
                Path.of(folder, file), Long.toString(ProcessHandle.current().pid()));
    }

    private static void sleep() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    static final class Parent {
        public static void main(String[] args) throws Exception {
            var log = Path.of(args[0], "log");
            ChildJvm.start(
                    new Program(List.of(), testClasses(), Sleeper.class.getName(), List.of(args[0]), Map.of(), log));
            sleep();
        }
    }

    static final class Sleeper {
        public static void main(String[] args) throws Exception {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> drain(args[0])));
            say(args[0], "ready");
            sleep();
        }

        private static void drain(String folder) {
            try {
                say(folder, "drained");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static final class Stubborn {
        public static void main(String[] args) throws Exception {
            var never = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }));
            say(args[0], "ready");
            sleep();
        }
    }

    static final class Quitter {
        public static void main(String[] args) {
            System.out.print(System.getenv("SAYING"));
            System.exit(7);
        }
    }
}
