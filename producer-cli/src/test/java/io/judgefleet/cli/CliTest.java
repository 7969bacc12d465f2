package io.judgefleet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.judgefleet.cli.console.ExitCode;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CliTest {
    private static final String NOWHERE = "127.0.0.1:9";

    @TempDir
    Path folder;

    static Stream<Arguments> wrongVariables() {
        return Stream.of(
                arguments("JUDGEFLEET_SUBMIT_RAET", "; did you mean JUDGEFLEET_SUBMIT_RATE?"),
                arguments("JUDGEFLEET_BOOTSTRAP_SERVERS", "; did you mean JUDGEFLEET_BOOTSTRAP_SERVER?"),
                arguments("JUDGEFLEET_AGGREGATOR_TOKN", "; did you mean JUDGEFLEET_AGGREGATOR_TOKEN?"),
                arguments("JUDGEFLEET_NONSENSE", ""));
    }

    @ParameterizedTest
    @MethodSource("wrongVariables")
    void shouldRefuseVariableWhenNoCommandHasIt(String name, String hint) {
        var ran = Ran.Given.nothing().environment(name, "1").run("config", "print");

        assertThat(ran.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.err())
                .isEqualTo("judgefleet: unknown environment variable " + name + hint + "\nsee judgefleet --help\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "JUDGEFLEET_WORKER_TOKEN_BUDGET",
                "JUDGEFLEET_AGGREGATOR_STATE_DIR",
                "JUDGEFLEET_AGGREGATOR_THREADS",
                "JUDGEFLEET_HTTP_TOKEN_FILE",
                "JUDGEFLEET_LOCAL_PORT",
                "JUDGEFLEET_KAFKA_ACKS",
                "JUDGEFLEET_JAVA_OPTS",
                "JUDGEFLEET_PREFIX",
                "JUDGEFLEET_DEAD_LETTERS_REDRIVE_DRY_RUN"
            })
    void shouldAcceptVariableWhenAnotherPartReadsIt(String name) {
        assertThat(Ran.Given.nothing().environment(name, "true").run("config", "print"))
                .returns(ExitCode.DONE, Ran::exitCode);
    }

    static Stream<Arguments> wrongUsages() {
        return Stream.of(
                arguments("", "expected a command, one of agreement, config, "),
                arguments("topics", "expected a command, one of apply, plan, verify, found none"),
                arguments("judge", "judgefleet has no command judge\nsee judgefleet --help"),
                arguments(
                        "lable --help", "judgefleet has no command lable; did you mean label?\nsee judgefleet --help"),
                arguments("label", "expected a command, one of withdraw, found none\nsee judgefleet label --help"),
                arguments("sumbit x", "judgefleet has no command sumbit; did you mean submit?"),
                arguments("topics aply --help", "judgefleet topics has no command aply; did you mean apply?"),
                arguments("submit", "missing required parameter: 'FILE'\nsee judgefleet submit --help"),
                arguments("submit in.jsonl --frobnicate", "judgefleet submit has no option --frobnicate\n"),
                arguments("submit --frobnicate", "judgefleet submit has no option --frobnicate\n"),
                arguments("submit --raet=5/s", "has no option --raet=5/s; did you mean --rate?"),
                arguments("submit in.jsonl --raet=5/s", "has no option --raet=5/s; did you mean --rate?"),
                arguments("doctor now", "judgefleet doctor takes no more arguments, found \"now\""),
                arguments("submit in.jsonl --repeats 0", "expected --repeats of 1 or more, found 0"),
                arguments("submit in.jsonl --sample 1.5", "expected --sample of 0 to 1, found 1.5"),
                arguments("submit in.jsonl --rate fast", "expected a rate such as 50/s, found \"fast\""),
                arguments(
                        "submit in.jsonl --format panda",
                        "judgefleet: --format: expected one of native, judgelm, judgebench, pandalm, found \"panda\"\nsee"),
                arguments(
                        "submit in.jsonl --limit few",
                        "judgefleet: --limit: expected a whole number, found \"few\"\nsee"),
                arguments(
                        "submit in.jsonl --sample some",
                        "judgefleet: --sample: expected a number, found \"some\"\nsee"),
                arguments("submit in.jsonl -X linger", "judgefleet: -X: expected KEY=VALUE, found \"linger\"\nsee"),
                arguments("submit in.jsonl --key {model}", "in braces, found {model}"),
                arguments("submit in.jsonl --timeout 5s", "expected --wait beside --timeout"),
                arguments("submit in.jsonl --wait --timeout soon", "expected a duration such as 90s"),
                arguments("submit in.jsonl --broker-timeout soon", "expected a duration such as 90s"),
                arguments("submit in.jsonl --prefix a/b", "expected a prefix of at most 80 letters"),
                arguments("topics plan --replication-factor 0", "expected a replication factor of 1 or more, found 0"),
                arguments("topics verify --min-insync-replicas 2", "expected --replication-factor beside"),
                arguments(
                        "topics apply --replication-factor 2 --min-insync-replicas 3",
                        "expected min.insync.replicas from 1 to the replication factor 2, found 3"),
                arguments("submit in.jsonl --deadline soon", "expected a time such as 2026-01-31T12:00:00Z"),
                arguments("submit in.jsonl --experiment e1", "expected --experiment ID/ARM, found \"e1\""),
                arguments("submit in.jsonl -H request-id=7", "found request-id, which is judgefleet's"),
                arguments("submit in.jsonl --on-invalid ignore", "expected fail, skip or report FILE"),
                arguments("submit in.jsonl --on-invalid report", "expected a file after report, found none"),
                arguments("submit in.jsonl --max-in-flight 0", "expected --max-in-flight of 1 or more"),
                arguments("submit in.jsonl --command-config /nowhere", "cannot read properties from /nowhere"),
                arguments("leaderboard --aggregator-url localhost", "expected a URL such as http://127.0.0.1:8080"),
                arguments("verdicts --where colour=red", "expected --where with one of category"),
                arguments("verdicts --where colour", "expected --where NAME=VALUE, found \"colour\""),
                arguments("verdicts --from-ts yesterday", "expected a time such as"),
                arguments("dead-letters show 17", "expected PARTITION:OFFSET such as 2:17"),
                arguments("topics apply -X linger.ms --dry-run", "KEY=VALUE"));
    }

    @ParameterizedTest
    @MethodSource("wrongUsages")
    void shouldSayWhatWasExpectedWhenUsageIsWrong(String words, String expected) {
        var ran = Ran.run(words.isEmpty() ? new String[0] : words.split(" "));

        assertThat(ran.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.err()).contains(expected).doesNotContain("\tat ");
        assertThat(ran.errLines()).hasSizeLessThanOrEqualTo(3);
        assertThat(ran.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "submit --help",
                "verdicts -h",
                "topics apply --help",
                "dead-letters redrive --help",
                "help doctor"
            })
    void shouldPrintUsageToStandardOutputWhenAsked(String words) {
        var ran = Ran.run(words.split(" "));

        assertThat(ran.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(ran.out()).startsWith("Usage: judgefleet");
        assertThat(ran.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "submit --version", "topics plan -V"})
    void shouldPrintVersionWhenAsked(String words) {
        assertThat(Ran.run(words.split(" ")).out()).startsWith("judgefleet ").contains("Java ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"topics plan", "submit --broker-timeout 0s pom.xml", "dead-letters list", "verdicts"})
    void shouldSayUnreachableInOneLineWhenBrokersAreAway(String words) {
        var ran = Ran.run(
                (words + " -b " + NOWHERE + " -X default.api.timeout.ms=300 -X request.timeout.ms=300").split(" "));

        assertThat(ran.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(ran.errLines()).singleElement().asString().startsWith("judgefleet: the brokers did not answer");
    }

    @Test
    void shouldWaitForBrokersAndPrintSoWhenTheyAreAway() {
        var ran = Ran.run(("submit pom.xml --broker-timeout 2s -b " + NOWHERE
                        + " -X default.api.timeout.ms=500 -X request.timeout.ms=500")
                .split(" "));

        assertThat(ran.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(ran.errLines())
                .hasSizeGreaterThan(2)
                .anyMatch(line -> line.matches("waiting for the brokers at 127.0.0.1:9: no answer for [0-2] s,"
                        + " trying for 2 s \\(--broker-timeout\\)"));
        assertThat(ran.errLines().getLast()).startsWith("judgefleet: the brokers did not answer");
    }

    @Test
    void shouldPrintConfigurationAsJsonWhenAsked() {
        var ran = Ran.Given.nothing().environment("JUDGEFLEET_PREFIX", "team-a").run("config", "print", "--json");

        assertThat(ran.outLines())
                .singleElement()
                .asString()
                .startsWith("{\"bootstrap.servers\":\"127.0.0.1:9092\"")
                .contains("\"judgefleet.prefix\":\"team-a\"");
    }

    @Test
    void shouldSayCausesWhenVerbose() {
        var ran = Ran.run("leaderboard", "-v", "--aggregator-url", "http://" + NOWHERE);

        assertThat(ran.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(ran.errLines())
                .contains("judgefleet: cannot reach the aggregator at http://127.0.0.1:9")
                .anyMatch(line -> line.startsWith("  because of java.net.ConnectException"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"agreement", "submit -b " + NOWHERE, "submit --dry-run"})
    void shouldSayWhichFileIsMissingWhenThereIsNone(String words) {
        var ran = Ran.run((words + " " + folder.resolve("none.jsonl")).split(" "));

        assertThat(ran.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(ran.err()).isEqualTo("judgefleet: no such file: " + folder.resolve("none.jsonl") + "\n");
    }

    @Test
    void shouldTakeTwinFromEnvironmentWhenOptionIsNotGiven() {
        var given = Ran.Given.nothing().environment("JUDGEFLEET_SUBMIT_REPEATS", "0");

        assertThat(given.run("submit", "in.jsonl").err()).contains("expected --repeats of 1 or more, found 0");
        assertThat(given.run("submit", "in.jsonl", "--repeats", "-1").err()).contains("found -1");
    }

    @Test
    void shouldHideSecretsWhenConfigurationIsPrinted() {
        var given = Ran.Given.nothing()
                .environment(Map.of(
                        "JUDGEFLEET_KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
                        "JUDGEFLEET_KAFKA_SASL_JAAS_CONFIG", "login password=hush",
                        "JUDGEFLEET_KAFKA_SSL_TRUSTSTORE_PASSWORD", "hush",
                        "JUDGEFLEET_SCHEMA_REGISTRY_URL", "http://me:hush@registry:8081",
                        "JUDGEFLEET_AGGREGATOR_TOKEN", "hush"));

        var ran = given.run("config", "print");

        assertThat(ran.out()).doesNotContain("hush");
        assertThat(ran.outLines())
                .contains(
                        "bootstrap.servers=127.0.0.1:9092",
                        "security.protocol=SASL_SSL",
                        "sasl.jaas.config=(hidden)",
                        "schema.registry.url=http://(hidden)@registry:8081",
                        "aggregator.url=http://127.0.0.1:8080",
                        "aggregator.token=(hidden)");
    }
}
