package io.judgefleet.faults.load;

import io.judgefleet.comparisons.AnnotatorKind;
import io.judgefleet.comparisons.Label;
import io.judgefleet.comparisons.LabelId;
import io.judgefleet.judgement.Preference;
import io.judgefleet.schemas.JudgeRequest;
import io.judgefleet.schemas.Lane;
import io.judgefleet.schemas.topics.Headers;
import io.judgefleet.schemas.topics.Limits;
import io.judgefleet.schemas.topics.Topics;
import io.judgefleet.schemas.wire.Codec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;

/** Requests as records, and records that no worker can read. */
public final class RequestRecords implements AutoCloseable {
    private static final int PREFIX_BYTES = 5;
    private static final int OVER = 4 * 1024;

    private final Codec<JudgeRequest> requests;
    private final Codec<Label> labels;
    private final Random random;

    /** Settings are those of Confluent's serde. */
    public RequestRecords(Map<String, ?> settings, long seed) {
        this.requests = Codec.judgeRequests(settings);
        this.labels = Codec.labels(settings);
        this.random = new Random(seed);
    }

    public ProducerRecord<byte[], byte[]> of(JudgeRequest request) {
        var topic = request.routing().lane() == Lane.BULK ? Topics.JUDGE_REQUESTS_BULK : Topics.JUDGE_REQUESTS;
        var key = request.comparison().question().id().getBytes(StandardCharsets.UTF_8);
        var produced = new ProducerRecord<>(topic.name(), key, requests.encode(topic.name(), request));
        produced.headers().add(Headers.header(Headers.JUDGE_PROFILE, request.judgeProfile()));
        return produced;
    }

    /** Bytes without any meaning. */
    public ProducerRecord<byte[], byte[]> garbage() {
        return poison(noise(1 + random.nextInt(500)));
    }

    /** A request that ends in its middle. */
    public ProducerRecord<byte[], byte[]> truncated(JudgeRequest request) {
        var whole = of(request).value();
        return poison(Arrays.copyOf(whole, PREFIX_BYTES + random.nextInt(whole.length / 2)));
    }

    /** A request whose schema nobody registered. */
    public ProducerRecord<byte[], byte[]> unknownSchema(JudgeRequest request) {
        var bytes = of(request).value();
        ByteBuffer.wrap(bytes).put(1, new byte[] {0x40}).put(2, noise(3));
        return poison(bytes);
    }

    /** A value of another schema that the registry knows. */
    public ProducerRecord<byte[], byte[]> foreignSchema(JudgeRequest request) {
        var comparison = request.comparison().id();
        var label = new Label(
                LabelId.of(comparison, "somebody"),
                comparison,
                "somebody",
                AnnotatorKind.HUMAN,
                Preference.TIE,
                Optional.empty(),
                Instant.now());
        return poison(labels.encode(Topics.LABELS.name(), label));
    }

    /** A request over the limit of requests and within that of the topic. */
    public ProducerRecord<byte[], byte[]> oversized(JudgeRequest request) {
        return poison(Arrays.copyOf(of(request).value(), Limits.MAX_REQUEST_BYTES + 1 + random.nextInt(OVER)));
    }

    @Override
    public void close() {
        requests.close();
        labels.close();
    }

    /** With a key that is no text and headers that repeat and are empty, all of which a dead letter must keep. */
    private ProducerRecord<byte[], byte[]> poison(byte[] value) {
        var produced = new ProducerRecord<>(Topics.JUDGE_REQUESTS.name(), noise(8), value);
        produced.headers()
                .add(new RecordHeader("trace", noise(16)))
                .add(new RecordHeader("trace", new byte[0]))
                .add(new RecordHeader("nothing", (byte[]) null));
        return produced;
    }

    private byte[] noise(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
