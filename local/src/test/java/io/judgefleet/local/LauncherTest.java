package io.judgefleet.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.judgefleet.local.fleet.Home;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script in a checkout of stubs: a Java that prints its words, and a Maven that says that it builds. */
@Timeout(60)
class LauncherTest {
    @TempDir
    Path checkout;

    @TempDir
    Path repository;

    @BeforeEach
    void aBuiltCheckout() throws IOException {
        assumeTrue(Files.exists(Path.of("/bin/sh")), "skipped: no shell");
        Files.copy(home().resolve("judgefleet"), checkout.resolve("judgefleet"));
        program("jdk/bin/java", "echo \"$@\"");
        file("jdk/release", "JAVA_VERSION=\"25\"\n");
        program("mvnw", "echo '[INFO] Building Judgefleet: local 1 [1/1]'");
        file("pom.xml", "");
        file("local/pom.xml", "");
        file("local/src/main/Main.java", "");
        file("local/target/local-1.jar", "");
        file("local/target/local-1-tests.jar", "");
        file("schemas/target/schemas-1.jar", "");
        Files.writeString(repository.resolve("library-2.jar"), "");
    }

    @Test
    void shouldRunItsOwnModulesWhenTheCheckoutWasBuiltElsewhere() throws Exception {
        file(
                "local/target/classpath",
                "/elsewhere/schemas/target/schemas-1.jar:" + repository.resolve("library-2.jar"));

        var said = launched();

        assertThat(said)
                .contains("-cp %1$s/local/target/local-1.jar:%1$s/schemas/target/schemas-1.jar:%2$s/library-2.jar"
                        .formatted(checkout, repository))
                .doesNotContain("elsewhere", "building");
    }

    @Test
    void shouldBuildAgainWhenAnArchiveIsMissing() throws Exception {
        file("local/target/classpath", checkout + "/schemas/target/schemas-1.jar:" + repository.resolve("gone-3.jar"));

        assertThat(launched()).contains("judgefleet: building local");
    }

    @Test
    void shouldBuildAgainWhenAModuleIsMissing() throws Exception {
        file("local/target/classpath", "/elsewhere/metrics/target/metrics-1.jar");

        assertThat(launched()).contains("judgefleet: building local");
    }

    @Test
    void shouldSayThatTheBuildFailedAndRunNothingWhenItDoes() throws Exception {
        program("mvnw", "echo '[INFO] quiet'; echo '[ERROR] cannot find symbol'; exit 1");

        assertThat(launched().lines().skip(1))
                .containsExactly("[ERROR] cannot find symbol", "judgefleet: the build failed");
    }

    @Test
    void shouldPrintTheHelpFromTheSmallestModuleWhenAskedForIt() throws Exception {
        aBuiltProducerCli();

        assertThat(launched("--help")).contains("-cp " + checkout + "/producer-cli/target/", " io.judgefleet.cli.Main");
        assertThat(launched("-v", "local")).contains(" io.judgefleet.local.Main -v local");
        assertThat(launched("help", "demo")).contains(" io.judgefleet.local.Main help demo");
    }

    @Test
    void shouldReadTheClassesOfAnEarlierRunWhenJavaWroteThem() throws Exception {
        aBuiltProducerCli();
        program("jdk/bin/java", """
                for word; do case $word in -XX:AOTCacheOutput=*) echo classes >"${word#*=}" ;; esac; done
                echo "$@"
                """);
        var classes = checkout.resolve("producer-cli/target/classes-of-java-25");

        assertThat(launched("topics")).contains(" -XX:AOTCache=" + classes + " ");
        assertThat(classes).hasContent("classes");
        assertThat(launched("topics")).contains(" -XX:AOTCache=" + classes + " ");
    }

    @Test
    void shouldRunWithoutClassesOfAnEarlierRunWhenJavaCannotWriteThem() throws Exception {
        aBuiltProducerCli();

        assertThat(launched("topics"))
                .contains(" io.judgefleet.cli.Main topics")
                .doesNotContain("-XX:AOTCache");
    }

    private void aBuiltProducerCli() throws IOException {
        file("local/target/classpath", checkout + "/schemas/target/schemas-1.jar");
        file("producer-cli/target/producer-cli-1.jar", "");
        file("producer-cli/target/classpath", checkout + "/schemas/target/schemas-1.jar");
    }

    /** The launcher builds without tests, and a module that names another's test archive is not resolved where there is none. */
    @Test
    void shouldFindEveryTestArchiveWhenTestsAreLeftOut() throws IOException {
        for (var pom : poms()) {
            var text = Files.readString(pom);
            var sharing = text.split("<goal>test-jar</goal>", -1).length - 1;
            var unskipped =
                    text.split("(?s)<goal>test-jar</goal>\\s*</goals>\\s*<configuration>\\s*<skip>false</skip>", -1)
                                    .length
                            - 1;

            assertThat(unskipped).as(pom.toString()).isEqualTo(sharing);
        }
    }

    private static List<Path> poms() throws IOException {
        try (var files = Files.list(home())) {
            return files.map(module -> module.resolve("pom.xml"))
                    .filter(Files::exists)
                    .toList();
        }
    }

    private String launched() throws Exception {
        return launched("local");
    }

    private String launched(String... words) throws Exception {
        var command = Stream.concat(Stream.of(checkout.resolve("judgefleet").toString()), Stream.of(words));
        var builder = new ProcessBuilder(command.toList()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", checkout.resolve("jdk").toString());
        builder.environment().remove("JUDGEFLEET_JAVA_OPTS");
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return said;
    }

    private void program(String name, String command) throws IOException {
        file(name, "#!/bin/sh\n" + command + "\n");
        assertThat(checkout.resolve(name).toFile().setExecutable(true)).isTrue();
    }

    private void file(String name, String content) throws IOException {
        var file = checkout.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private static Path home() {
        return Path.of(System.getProperty(Home.PROPERTY));
    }
}
