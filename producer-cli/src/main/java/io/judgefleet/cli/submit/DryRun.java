package io.judgefleet.cli.submit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.judgefleet.cli.console.Console;
import io.judgefleet.cli.console.Json;
import io.judgefleet.cli.submit.requests.RequestJson;
import io.judgefleet.cli.submit.sending.Deliveries;
import io.judgefleet.cli.submit.sending.Outbox;
import io.judgefleet.cli.submit.sending.OutgoingRecord;
import io.judgefleet.schemas.Decoded;
import io.judgefleet.schemas.JudgeRequest;
import io.judgefleet.schemas.topics.FleetPrefix;
import io.judgefleet.schemas.topics.TopicSpec;
import io.judgefleet.schemas.topics.Topics;
import io.judgefleet.schemas.wire.Codec;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Utils;

/** Shows what would be sent: a few requests as they would stand on the topic, and how all spread over its partitions. */
final class DryRun implements Outbox {
    private static final int EXAMPLES = 3;

    /** A registry in this process: it gives ids of its own, and sizes come out as with a real one. */
    static final Map<String, String> SETTINGS =
            Map.of("schema.registry.url", "mock://judgefleet-dry-run", "auto.register.schemas", "true");

    private final Console console;
    private final Codec<JudgeRequest> codec;
    private final int partitions;
    private final Map<Integer, Long> histogram = new TreeMap<>();
    private final Deliveries deliveries = new Deliveries();
    private int shown;

    DryRun(Console console, Codec<JudgeRequest> codec, String topic, FleetPrefix prefix) {
        this.console = console;
        this.codec = codec;
        this.partitions = prefix.topics().stream()
                .filter(spec -> spec.name().equals(topic))
                .mapToInt(TopicSpec::partitions)
                .findFirst()
                .orElseGet(Topics.JUDGE_REQUESTS::partitions);
    }

    @Override
    public void send(OutgoingRecord outgoing, BooleanSupplier goOn) {
        deliveries.delivered(outgoing);
        if (outgoing.kind() == OutgoingRecord.Kind.REQUEST) {
            histogram.merge(partition(outgoing.record()), 1L, Long::sum);
            if (shown < EXAMPLES) {
                shown++;
                console.result(Json.line(example(outgoing.record())));
            }
        }
    }

    @Override
    public void flush() {}

    @Override
    public Deliveries deliveries() {
        return deliveries;
    }

    void printHistogram() {
        console.note("requests by partition, of " + partitions + ":");
        histogram.forEach((partition, count) -> console.note("  %2d  %d".formatted(partition, count)));
    }

    /** As Kafka's own partitioner does it. */
    private int partition(ProducerRecord<byte[], byte[]> record) {
        return Utils.toPositive(Utils.murmur2(record.key())) % partitions;
    }

    private ObjectNode example(ProducerRecord<byte[], byte[]> record) {
        var json = Json.object()
                .put("topic", record.topic())
                .put("partition", partition(record))
                .put("key", new String(record.key(), StandardCharsets.UTF_8))
                .put("bytes", record.value().length);
        var headers = json.putObject("headers");
        record.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        if (codec.decode(record.topic(), record.value()) instanceof Decoded.Readable<JudgeRequest>(var request)) {
            json.set("request", RequestJson.of(request));
        }
        return json;
    }
}
