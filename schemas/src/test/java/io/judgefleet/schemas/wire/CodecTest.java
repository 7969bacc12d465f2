package io.judgefleet.schemas.wire;

import static io.judgefleet.schemas.RecordFixtures.bareRequest;
import static io.judgefleet.schemas.RecordFixtures.fullRequest;
import static io.judgefleet.schemas.RecordFixtures.label;
import static io.judgefleet.schemas.RecordFixtures.leaderboard;
import static io.judgefleet.schemas.RecordFixtures.modelMetrics;
import static io.judgefleet.schemas.RecordFixtures.verdict;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.judgefleet.comparisons.Answer;
import io.judgefleet.comparisons.Comparison;
import io.judgefleet.judgement.PassOutcome;
import io.judgefleet.judgement.ScorePair;
import io.judgefleet.schemas.Decoded.Readable;
import io.judgefleet.schemas.Decoded.Unreadable;
import io.judgefleet.schemas.JudgeRequest;
import io.judgefleet.schemas.RecordFixtures;
import io.judgefleet.schemas.Verdict;
import io.judgefleet.schemas.Wired;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodecTest {
    private static final String TOPIC = "t";
    private static final Map<String, ?> SETTINGS =
            Map.of("schema.registry.url", "mock://codec", "auto.register.schemas", true);

    private final Codec<JudgeRequest> requests = Codec.judgeRequests(SETTINGS);
    private final Codec<Verdict> verdicts = Codec.verdicts(SETTINGS);

    @AfterEach
    void close() {
        requests.close();
        verdicts.close();
    }

    @Test
    void shouldReadWhatItWroteWhenValuesAreFullOrBare() {
        assertThat(decoded(requests, fullRequest())).isEqualTo(fullRequest());
        assertThat(decoded(requests, bareRequest())).isEqualTo(bareRequest());
        assertThat(decoded(Codec.labels(SETTINGS), label())).isEqualTo(label());
        assertThat(decoded(Codec.modelMetrics(SETTINGS), modelMetrics())).isEqualTo(modelMetrics());
        assertThat(decoded(Codec.leaderboards(SETTINGS), leaderboard())).isEqualTo(leaderboard());
    }

    @ParameterizedTest
    @MethodSource
    void shouldKeepEveryOutcomeWhenVerdictTravels(PassOutcome outcome) {
        var verdict = verdict(outcome, outcome);

        assertThat(decoded(verdicts, verdict)).isEqualTo(verdict);
    }

    static Stream<PassOutcome> shouldKeepEveryOutcomeWhenVerdictTravels() {
        return Stream.of(
                new PassOutcome.Scored(new ScorePair(0, 10)),
                new PassOutcome.Truncated(new ScorePair(7.5, 1)),
                new PassOutcome.Unparsable("u"),
                new PassOutcome.Refused("r"),
                new PassOutcome.Failed("f"),
                new PassOutcome.TimedOut("t"));
    }

    @Test
    void shouldBeginWithZeroAndSchemaIdWhenEncoding() {
        var bytes = verdicts.encode(TOPIC, verdict());

        assertThat(bytes).startsWith(0, 0, 0, 0);
        assertThat(bytes[4]).isPositive();
    }

    @Test
    void shouldSayWhyWhenPrefixIsWrong() {
        assertThat(reason(requests, null)).isEqualTo("expected a value, found a record without one (a tombstone)");
        assertThat(reason(requests, new byte[] {0, 0, 0, 1})).isEqualTo("expected at least 5 bytes, found 4");
        assertThat(reason(requests, RecordFixtures.utf8("{\"question\": 1}")))
                .isEqualTo("expected a first byte of 0, found 123");
        assertThat(reason(requests, new byte[2 << 20])).isEqualTo("expected at most 1048576 bytes, found 2097152");
    }

    @Test
    void shouldSayWhyWhenSchemaIdIsUnknown() {
        assertThat(reason(requests, new byte[] {0, 0x70, 0, 0, 1, 2}))
                .startsWith("expected an Avro schema with id 1879048193 in the registry");
    }

    @Test
    void shouldSayWhyWhenSchemaIsThatOfAnotherRecord() {
        var bytes = verdicts.encode("other", verdict());

        assertThat(reason(requests, bytes))
                .isEqualTo("expected a io.judgefleet.v1.JudgeRequest, found a io.judgefleet.v1.Verdict");
    }

    @Test
    void shouldBeUnreadableAtEveryLengthWhenBytesAreCut() {
        var bytes = requests.encode(TOPIC, fullRequest());

        assertThat(IntStream.range(0, bytes.length)
                        .mapToObj(length -> requests.decode(TOPIC, Arrays.copyOf(bytes, length))))
                .allSatisfy(decoded -> assertThat(decoded).isInstanceOf(Unreadable.class));
    }

    @Test
    void shouldSayWhyWhenRecordRefusesItsValue() {
        var wire = RequestMapping.toWire(bareRequest());
        wire.getComparison().setAnswers(List.of());

        assertThat(reason(requests, Wired.encode("refused", wire, SETTINGS)))
                .isEqualTo("no valid JudgeRequest: a comparison must have at least one answer, found none");
    }

    @Test
    void shouldSayWhyWhenVerdictHasStateWithoutScores() {
        var wire = VerdictMapping.toWire(verdict());
        wire.getPasses().getFirst().getOutcome().setScores(null);

        assertThat(reason(verdicts, Wired.encode("scoreless", wire, SETTINGS)))
                .isEqualTo("no valid Verdict: expected scores in a pass with outcome SCORED, found none");
    }

    @Test
    void shouldRefuseToWriteWhenRequestIsTooLarge() {
        var request = withAnswer("x".repeat(1 << 20));

        assertThatThrownBy(() -> requests.encode(TOPIC, request))
                .isInstanceOf(RecordTooLargeException.class)
                .hasMessageStartingWith("expected at most 1048576 bytes, found 10");
    }

    @Test
    void shouldRefuseToWriteWhenSchemaIsNotRegistered() {
        try (var codec = Codec.verdicts(Map.of("schema.registry.url", "mock://empty"))) {
            assertThatThrownBy(() -> codec.encode(TOPIC, verdict()))
                    .isInstanceOf(SchemaMissingException.class)
                    .hasMessageStartingWith(
                            "expected the schema io.judgefleet.v1.Verdict to be registered for topic t");
        }
    }

    @Test
    @Timeout(60)
    void shouldCallRegistryUnavailableWhenNobodyListens() {
        var settings = Map.of("schema.registry.url", "http://127.0.0.1:9", "max.retries", 0);
        try (var codec = Codec.judgeRequests(settings)) {
            assertThatThrownBy(() -> codec.decode(TOPIC, new byte[] {0, 0, 0, 0, 1, 2}))
                    .isInstanceOf(RegistryUnavailableException.class);
            assertThatThrownBy(() -> codec.encode(TOPIC, bareRequest()))
                    .isInstanceOf(RegistryUnavailableException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503, 504})
    @Timeout(60)
    void shouldNotBlameTheBytesWhenRegistryFailsBetweenTwoQuestions(int status) throws Exception {
        var bytes = requests.encode(TOPIC, bareRequest());
        var schema = new AvroSchema(Wire.JUDGE_REQUESTS.schema()).canonicalString();
        var isWell = new AtomicBoolean();
        var registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        // The serde asks again, with the subject, for a schema that is known without.
        registry.createContext("/", exchange -> {
            boolean isFirst = exchange.getRequestURI().getQuery().endsWith("subject=");
            var answer = new ObjectMapper()
                    .writeValueAsBytes(
                            isFirst || isWell.get()
                                    ? Map.of("schema", schema)
                                    : Map.of("error_code", 50005, "message", "Error"));
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(isFirst || isWell.get() ? 200 : status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        registry.start();
        var settings = Map.of(
                "schema.registry.url",
                "http://127.0.0.1:" + registry.getAddress().getPort(),
                "max.retries",
                0);
        try (var codec = Codec.judgeRequests(settings)) {
            assertThatThrownBy(() -> codec.decode(TOPIC, bytes)).isInstanceOf(RegistryUnavailableException.class);
            assertThatThrownBy(() -> codec.encode(TOPIC, bareRequest()))
                    .isInstanceOf(RegistryUnavailableException.class);

            isWell.set(true);
            assertThat(codec.decode(TOPIC, bytes)).isEqualTo(new Readable<>(bareRequest()));
        } finally {
            registry.stop(0);
        }
    }

    @Test
    void shouldTakeNumbersAsTextWhenSettingsComeFromFile() {
        var settings = Map.of(
                "schema.registry.url", "http://127.0.0.1:9,http://127.0.0.1:10",
                "missing.id.cache.ttl.sec", "1",
                "missing.cache.size", "5",
                "http.read.timeout.ms", "100");

        assertThatCode(() -> Codec.labels(settings).close()).doesNotThrowAnyException();
    }

    @Test
    void shouldRefuseSettingsWhenRegistryHasNoAddress() {
        assertThatThrownBy(() -> Codec.labels(Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("schema.registry.url");
    }

    @Test
    @Timeout(60)
    void shouldReadWhatItWroteWhenManyThreadsShareIt() throws Exception {
        Callable<Boolean> roundTrips = () -> IntStream.range(0, 500)
                .mapToObj(i -> withAnswer("answer " + i))
                .allMatch(request -> decoded(requests, request).equals(request));
        try (var pool = Executors.newFixedThreadPool(8)) {
            var results = pool.invokeAll(Collections.nCopies(8, roundTrips), 1, TimeUnit.MINUTES);

            assertThat(results).allSatisfy(result -> assertThat(result.get()).isTrue());
        }
    }

    private static JudgeRequest withAnswer(String text) {
        var request = bareRequest();
        var comparison = request.comparison();
        return JudgeRequest.of(
                new Comparison(
                        comparison.id(),
                        comparison.question(),
                        List.of(new Answer("a", text)),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                "judgelm",
                request.mode(),
                request.routing());
    }

    private static <V> V decoded(Codec<V> codec, V value) {
        return switch (codec.decode(TOPIC, codec.encode(topicOf(value), value))) {
            case Readable<V>(var read) -> read;
            case Unreadable<V>(var reason) -> throw new AssertionError(reason);
        };
    }

    private static String topicOf(Object value) {
        return value.getClass().getSimpleName();
    }

    private static String reason(Codec<?> codec, byte @Nullable [] bytes) {
        return switch (codec.decode(TOPIC, bytes)) {
            case Readable<?>(var value) -> throw new AssertionError("readable: " + value);
            case Unreadable<?>(var reason) -> reason;
        };
    }
}
