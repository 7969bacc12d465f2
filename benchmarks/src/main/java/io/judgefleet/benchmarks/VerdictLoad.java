package io.judgefleet.benchmarks;

import io.judgefleet.comparisons.ComparisonId;
import io.judgefleet.judgement.JudgingMode;
import io.judgefleet.judgement.Pass;
import io.judgefleet.judgement.PassOutcome;
import io.judgefleet.judgement.PresentationOrder;
import io.judgefleet.judgement.ScorePair;
import io.judgefleet.judgement.WeightsOrigin;
import io.judgefleet.metrics.rating.AnswerStyle;
import io.judgefleet.schemas.Execution;
import io.judgefleet.schemas.JudgeIdentity;
import io.judgefleet.schemas.JudgedItem;
import io.judgefleet.schemas.Lane;
import io.judgefleet.schemas.Origin;
import io.judgefleet.schemas.RequestId;
import io.judgefleet.schemas.Verdict;
import io.judgefleet.schemas.VerdictId;
import io.judgefleet.schemas.topics.Topics;
import io.judgefleet.schemas.wire.Codec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Verdicts over pairs of many models, each of a comparison of its own, the same for the same seed. */
final class VerdictLoad {
    private static final JudgeIdentity JUDGE =
            new JudgeIdentity("bench", "bench-weights", "t", "judgelm-pair", "float32", "greedy", WeightsOrigin.RANDOM);
    private static final String FINGERPRINT = JUDGE.fingerprint("1.0");

    private final Random random = new Random(5);
    private final int models;
    private long made;

    VerdictLoad(int models) {
        this.models = models;
    }

    /** Writes so many more verdicts and returns when the broker has all of them. */
    void publish(String bootstrapServers, Map<String, ?> registry, int verdicts) {
        // One request at a time: on a new topic a refused first batch may otherwise be overtaken, and then never be
        // taken.
        var settings = Map.<String, Object>of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                1,
                ProducerConfig.LINGER_MS_CONFIG,
                20,
                ProducerConfig.BATCH_SIZE_CONFIG,
                128 << 10);
        try (var codec = Codec.verdicts(registry);
                var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (var left = verdicts; left > 0; left--) {
                var verdict = next();
                var key = verdict.subject().comparisonId().value().getBytes(StandardCharsets.UTF_8);
                var value = codec.encode(Topics.VERDICTS.name(), verdict);
                var ignored = producer.send(new ProducerRecord<>(Topics.VERDICTS.name(), key, value));
            }
        }
    }

    private Verdict next() {
        var comparison = ComparisonId.of("bench", Long.toString(made++));
        var request = RequestId.of(comparison, "judgelm", 0, "");
        var first = random.nextInt(models);
        var second = (first + 1 + random.nextInt(models - 1)) % models;
        var subject = new JudgedItem(
                comparison,
                "q" + made % 500,
                JudgingMode.PAIR,
                List.of("model-" + first, "model-" + second),
                List.of(random.nextInt(200, 3_000), random.nextInt(200, 3_000)),
                Optional.of("bench"),
                Optional.of("category " + made % 8),
                List.of(style(), style()),
                List.of());
        return new Verdict(
                VerdictId.of(request, FINGERPRINT),
                new Origin(request, "judgelm", 0, Optional.empty(), Optional.empty(), Lane.LIVE, 1),
                subject,
                List.of(pass(PresentationOrder.ORIGINAL), pass(PresentationOrder.SWAPPED)),
                JUDGE,
                new Execution("w1", "pytorch", "cpu", "1.0", Duration.ZERO, Duration.ofMillis(5)),
                Instant.now());
    }

    private AnswerStyle style() {
        return new AnswerStyle(random.nextInt(40, 600), random.nextInt(4), random.nextInt(12), random.nextInt(6));
    }

    private Pass pass(PresentationOrder order) {
        var scores = new ScorePair(random.nextInt(1, 11), random.nextInt(1, 11));
        return new Pass(order, new PassOutcome.Scored(scores), "9 3", Optional.empty(), 700, 4, 0);
    }
}
