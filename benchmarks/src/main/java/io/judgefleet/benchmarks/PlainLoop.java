package io.judgefleet.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.judgefleet.comparisons.Answer;
import io.judgefleet.judgelm.prompt.JudgeTask;
import io.judgefleet.schemas.Decoded.Readable;
import io.judgefleet.schemas.JudgeRequest;
import io.judgefleet.schemas.Verdict;
import io.judgefleet.schemas.topics.Limits;
import io.judgefleet.schemas.topics.Topics;
import io.judgefleet.schemas.wire.Codec;
import io.judgefleet.worker.engine.ScriptedJudge;
import io.judgefleet.worker.engine.VerdictFactory;
import io.judgefleet.worker.engine.VerdictFactory.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The plainest worker that loses nothing: poll, judge, publish, wait for the broker, commit.
 *
 * <p>It has no transactions, no retries and no dead letters, and judges again what it published before it died: what our
 * worker's exactness costs is measured against it.
 */
final class PlainLoop implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Codec<JudgeRequest> requests;
    private final Codec<Verdict> verdicts;
    private final ScriptedJudge judge = new ScriptedJudge(Duration.ZERO);
    private final VerdictFactory verdictFactory = new VerdictFactory(judge.describe(), "plain", "benchmark");
    private final Thread thread = Thread.ofPlatform().name("plain-loop").unstarted(this::run);

    PlainLoop(Map<String, Object> clients, Map<String, Object> serde) {
        var settings = new HashMap<>(Limits.consumer());
        settings.putAll(clients);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, "plain-loop");
        settings.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "consumer");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.producer = new KafkaProducer<>(clients, new ByteArraySerializer(), new ByteArraySerializer());
        this.requests = Codec.judgeRequests(serde);
        this.verdicts = Codec.verdicts(serde);
    }

    PlainLoop start() {
        thread.start();
        return this;
    }

    @Override
    public void close() throws InterruptedException {
        consumer.wakeup();
        thread.join();
        producer.close();
        requests.close();
        verdicts.close();
    }

    private void run() {
        try (consumer) {
            consumer.subscribe(List.of(Topics.JUDGE_REQUESTS.name()));
            while (true) {
                consumer.poll(Duration.ofMillis(100)).forEach(received -> producer.send(judged(received)));
                producer.flush();
                consumer.commitSync();
            }
        } catch (WakeupException e) {
            // Closed.
        }
    }

    private ProducerRecord<byte[], byte[]> judged(ConsumerRecord<byte[], byte[]> received) {
        if (!(requests.decode(received.topic(), received.value()) instanceof Readable<JudgeRequest>(var request))) {
            throw new IllegalStateException("expected a request at offset " + received.offset());
        }
        var comparison = request.comparison();
        var task = new JudgeTask(
                request.mode(),
                comparison.question().text(),
                comparison.answers().stream().map(Answer::text).toList(),
                comparison.reference());
        var started = Instant.now();
        var prepared = judge.prepare(task);
        var passes = judge.judge(List.of(prepared)).getFirst();
        var verdict = verdictFactory.write(request, 1, prepared, passes, new Timing(started, Duration.ZERO));
        var topic = Topics.VERDICTS.name();
        return new ProducerRecord<>(topic, comparison.id().value().getBytes(UTF_8), verdicts.encode(topic, verdict));
    }
}
