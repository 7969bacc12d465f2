package io.judgefleet.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.judgefleet.aggregator.Aggregator;
import io.judgefleet.cli.Cli;
import io.judgefleet.local.fleet.Home;
import io.judgefleet.schemas.topics.Topics;
import io.judgefleet.schemas.wire.SchemaAdmin;
import io.judgefleet.servers.LocalBroker;
import io.judgefleet.worker.Worker;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The fleet on a cluster with TLS, passwords and an authorizer, with the rights that docs/security.md lists. */
@Timeout(240)
class SecuredFleetIT {
    private static final String REGISTRY = "mock://" + UUID.randomUUID();

    /** Nothing listens there; another fleet's aggregator might, where one listens by default. */
    private static final String NOWHERE = "http://127.0.0.1:9";

    private static final int COMPARISONS = 12;
    private static final int UNREACHABLE = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    private static SecuredBroker broker;

    @BeforeAll
    static void start() throws Exception {
        var rights = DocumentedRights.read();
        broker = SecuredBroker.start(folder, rights.accounts());
        try (var admin = Admin.create(broker.client(SecuredBroker.ROOT));
                var schemas = SchemaAdmin.connect(Map.of("schema.registry.url", REGISTRY))) {
            admin.createAcls(rights.bindings()).all().get();
            schemas.apply();
        }
        assertThat(command("administrator", "topics", "apply", "--replication-factor", "1")
                        .exitCode())
                .isZero();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void shouldDoAllItsWorkWithTheRightsThatAreDocumented() throws Exception {
        var sample = Home.bundledSample().toString();
        var limit = Integer.toString(COMPARISONS);

        var submitted = command("producer", "submit", sample, "--limit", limit);
        assertThat(submitted.exitCode()).as(submitted.text()).isZero();
        submitGarbage();
        try (var worker = Worker.start(worker(broker.client("worker")));
                var aggregator = Aggregator.start(aggregator())) {
            await("verdicts")
                    .atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(worker.state().recordCounts().judged()).isEqualTo(COMPARISONS));
            await("counts")
                    .atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(get(aggregator, "/api/status")).contains("\"counted\":" + COMPARISONS));
            await("figures")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(records("leaderboards")).isPositive());
            await("dead letter")
                    .atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(worker.state().recordCounts().deadLettered())
                                    .isEqualTo(1));
        }

        var read = command("reader", "verdicts");
        assertThat(read.exitCode()).as(read.text()).isZero();
        assertThat(lines(read.text())).isGreaterThanOrEqualTo(COMPARISONS);
        assertThat(command("reader", "dead-letters", "list").exitCode()).isZero();
        var redriven = command("redriver", "dead-letters", "redrive", "--all");
        assertThat(redriven.exitCode()).as(redriven.text()).isZero();
        assertThat(redriven.text()).contains("1 dead letters");
        assertThat(command("administrator", "topics", "verify").exitCode()).isZero();
    }

    @Test
    void shouldRefuseThePartsWhatIsNotTheirs() {
        assertThat(command("producer", "verdicts").exitCode()).isEqualTo(UNREACHABLE);
        assertThat(command("reader", "submit", Home.bundledSample().toString(), "--limit", "1")
                        .exitCode())
                .isEqualTo(UNREACHABLE);
        assertThatThrownBy(() -> Worker.start(worker(broker.client("reader"))))
                .hasMessageContaining("expected topics [judge-requests");
    }

    @Test
    void shouldSayThatTheCredentialsAreWrong() {
        var wrong = broker.client("worker", "guessed");

        assertThatThrownBy(() -> Worker.start(worker(wrong)))
                .hasMessageContaining("Authentication failed")
                .hasMessageNotContaining("guessed");
        var ran = command(wrong, "verdicts");
        assertThat(ran.exitCode()).isEqualTo(UNREACHABLE);
        assertThat(ran.text()).contains("the brokers rejected the credentials").doesNotContain("guessed");
    }

    @Test
    void shouldNotBeServedInPlaintextWhereTlsIsRequired() {
        var plaintext = Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers());

        assertThatThrownBy(() -> Worker.start(worker(plaintext))).hasMessageContaining("expected a Kafka broker at");
        assertThat(command(plaintext, "verdicts").exitCode()).isEqualTo(UNREACHABLE);
    }

    @Test
    void shouldNotSpeakPlaintextWhenItIsToldToUseTls() {
        try (var open = LocalBroker.start(folder.resolve("open"), 0)) {
            var secured = new HashMap<>(broker.client("worker"));
            secured.put("bootstrap.servers", open.bootstrapServers());

            assertThatThrownBy(() -> Worker.start(worker(secured))).hasMessageContaining("expected a Kafka broker at");
        }
    }

    private record Ran(int exitCode, String text) {}

    private static Ran command(String account, String... words) {
        return command(broker.client(account), words);
    }

    /** Credentials are in a file, for a command line is no place for them. */
    private static Ran command(Map<String, Object> client, String... words) {
        var properties = new Properties();
        properties.putAll(client);
        properties.put("schema.registry.url", REGISTRY);
        properties.put("judgefleet.aggregator.url", NOWHERE);
        try {
            var file = Files.createTempFile(folder, "client", ".properties");
            try (var writer = Files.newBufferedWriter(file)) {
                properties.store(writer, null);
            }
            var said = new StringWriter();
            var all = Stream.concat(Stream.of(words), Stream.of("--command-config", file.toString()));
            int exitCode = Cli.run(new PrintWriter(said), new PrintWriter(said), all.toArray(String[]::new));
            return new Ran(exitCode, said.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> worker(Map<String, Object> client) {
        var properties = kafka(client);
        properties.put("judgefleet.worker.judge", "scripted");
        properties.put("judgefleet.worker.state-dir", folder.resolve("worker").toString());
        properties.put("micronaut.server.port", -1);
        return properties;
    }

    private static Map<String, Object> aggregator() {
        var properties = kafka(broker.client("aggregator"));
        properties.put(
                "judgefleet.aggregator.state-dir", folder.resolve("aggregator").toString());
        properties.put("judgefleet.aggregator.publish-interval", "1s");
        properties.put("micronaut.server.port", -1);
        return properties;
    }

    private static Map<String, Object> kafka(Map<String, Object> client) {
        var properties = new HashMap<String, Object>();
        client.forEach((name, value) -> properties.put("judgefleet.kafka." + name, value));
        properties.put("judgefleet.kafka.schema.registry.url", REGISTRY);
        return properties;
    }

    private static void submitGarbage() {
        var settings = broker.client(SecuredBroker.ROOT);
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topics.JUDGE_REQUESTS.name(), new byte[] {1, 2, 3}));
        }
    }

    private static long records(String topic) {
        var settings = broker.client(SecuredBroker.ROOT);
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            return consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    private static long lines(String text) {
        return text.lines().count();
    }

    private static String get(Aggregator aggregator, String path) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(URI.create(aggregator.url() + path)).build();
            return client.send(request, BodyHandlers.ofString()).body();
        }
    }
}
