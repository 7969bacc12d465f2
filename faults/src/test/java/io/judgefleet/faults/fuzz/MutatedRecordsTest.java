package io.judgefleet.faults.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.comparisons.AnnotatorKind;
import io.judgefleet.comparisons.ComparisonId;
import io.judgefleet.comparisons.Label;
import io.judgefleet.comparisons.LabelId;
import io.judgefleet.faults.load.Requests;
import io.judgefleet.judgement.Pass;
import io.judgefleet.judgement.PassOutcome;
import io.judgefleet.judgement.Preference;
import io.judgefleet.judgement.PresentationOrder;
import io.judgefleet.judgement.ScorePair;
import io.judgefleet.judgement.WeightsOrigin;
import io.judgefleet.schemas.Decoded.Readable;
import io.judgefleet.schemas.Execution;
import io.judgefleet.schemas.JudgeIdentity;
import io.judgefleet.schemas.JudgeRequest;
import io.judgefleet.schemas.JudgedItem;
import io.judgefleet.schemas.Origin;
import io.judgefleet.schemas.Verdict;
import io.judgefleet.schemas.VerdictId;
import io.judgefleet.schemas.topics.DeadLetters;
import io.judgefleet.schemas.wire.Codec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/** Whatever the bytes of a record are, decoding them is a value, and costs no more memory than they could be worth. */
class MutatedRecordsTest {
    private static final Map<String, Object> SERDE =
            Map.of("schema.registry.url", "mock://fuzz", "auto.register.schemas", true);
    private static final long MOST_BYTES = 16 << 20;
    private static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");
    private static final List<String> ERRORS = List.of(
            "topic",
            "partition",
            "offset",
            "timestamp",
            "stage",
            "message",
            "retryable",
            "attempts",
            "worker",
            "judge");

    @Test
    void shouldMakeValueOfEveryRequest() {
        try (var codec = Codec.judgeRequests(SERDE)) {
            fuzz(codec, request());
        }
    }

    @Test
    void shouldMakeValueOfEveryVerdict() {
        try (var codec = Codec.verdicts(SERDE)) {
            fuzz(codec, verdict(request()));
        }
    }

    @Test
    void shouldMakeValueOfEveryLabel() {
        try (var codec = Codec.labels(SERDE)) {
            var comparison = ComparisonId.of("arena", "17");
            fuzz(
                    codec,
                    new Label(
                            LabelId.of(comparison, "ann"),
                            comparison,
                            "ann",
                            AnnotatorKind.HUMAN,
                            Preference.TIE,
                            Optional.of(new ScorePair(5, 5)),
                            NOW));
        }
    }

    @Test
    void shouldMakeValueOfEveryDeadLettersHeaders() {
        var random = new Random(Fuzzing.seed());
        long readable = 0;
        for (long i = 0; i < Fuzzing.cases(); i++) {
            var headers = new RecordHeaders();
            ERRORS.forEach(name -> headers.add(new RecordHeader("__judge.errors." + name, headerValue(random))));
            var received = new ConsumerRecord<byte[], byte[]>("t", 0, 0, null, new byte[0]);
            headers.forEach(received.headers()::add);
            readable += DeadLetters.parse(received) instanceof Readable ? 1 : 0;
        }
        assertThat(readable).isLessThan(Fuzzing.cases());
    }

    /** What can be read can be written, and says the same when it is read again. */
    private static <V> void fuzz(Codec<V> codec, V value) {
        var whole = codec.encode("t", value);
        var mutation = new Mutation(Fuzzing.seed());
        long readable = 0;
        for (long i = 0; i < Fuzzing.cases(); i++) {
            var bytes = mutation.of(whole);
            long before = Fuzzing.allocated();
            var decoded = codec.decode("t", bytes);
            assertThat(Fuzzing.allocated() - before).as("case %d", i).isLessThan(MOST_BYTES);
            if (decoded instanceof Readable<V>(var read)) {
                readable++;
                assertThat(codec.decode("t", codec.encode("t", read))).isEqualTo(decoded);
            }
        }
        // Damage that is never noticed, or always, would test nothing.
        assertThat(readable).isBetween(Fuzzing.cases() / 1000, Fuzzing.cases() * 9 / 10);
    }

    private static byte[] headerValue(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> Long.toString(random.nextLong()).getBytes(UTF_8);
            case 1 -> Integer.toString(random.nextInt(10)).getBytes(UTF_8);
            case 2 -> new byte[] {(byte) random.nextInt(), (byte) random.nextInt()};
            default -> "true".getBytes(UTF_8);
        };
    }

    private static JudgeRequest request() {
        return new Requests(1).request(12);
    }

    private static Verdict verdict(JudgeRequest request) {
        var judge = new JudgeIdentity("tiny", "w", "t", "judgelm-pair", "float32", "greedy", WeightsOrigin.RANDOM);
        return new Verdict(
                VerdictId.of(request.id(), judge.fingerprint("1.0")),
                Origin.of(request, 3),
                JudgedItem.of(request),
                List.of(
                        pass(PresentationOrder.ORIGINAL, new PassOutcome.Scored(new ScorePair(9, 3.5))),
                        pass(PresentationOrder.SWAPPED, new PassOutcome.Unparsable("expected two scores"))),
                judge,
                new Execution("w1", "pytorch", "cpu", "1.0", Duration.ofMillis(5), Duration.ofMillis(7)),
                NOW);
    }

    private static Pass pass(PresentationOrder order, PassOutcome outcome) {
        return new Pass(order, outcome, "9 3.5", Optional.empty(), 120, 4, 0);
    }
}
