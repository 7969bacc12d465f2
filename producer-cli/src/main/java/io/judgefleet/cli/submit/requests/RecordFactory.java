package io.judgefleet.cli.submit.requests;

import io.judgefleet.cli.submit.sending.OutgoingRecord;
import io.judgefleet.comparisons.Label;
import io.judgefleet.comparisons.input.Item;
import io.judgefleet.schemas.JudgeRequest;
import io.judgefleet.schemas.topics.FleetPrefix;
import io.judgefleet.schemas.topics.Topics;
import io.judgefleet.schemas.wire.Codec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;

/** Turns comparisons into records; what is too large or does not fit the mode is refused. */
public final class RecordFactory implements AutoCloseable {
    private final RequestMaker maker;
    private final Codec<JudgeRequest> requests;
    private final Codec<Label> labels;
    private final String labelTopic;

    public RecordFactory(RequestMaker maker, Map<String, ?> settings) {
        this.maker = maker;
        this.requests = Codec.judgeRequests(settings);
        this.labels = Codec.labels(settings);
        this.labelTopic = FleetPrefix.of(settings).topic(Topics.LABELS).name();
    }

    /**
     * The records of one comparison.
     *
     * @throws IllegalArgumentException when it cannot be requested; the message is for the person who wrote the file
     */
    public ComparisonRecords pack(Item.Accepted item, Instant now) {
        try {
            return new ComparisonRecords(
                    maker.requests(item.comparison(), now).stream()
                            .map(this::outgoing)
                            .toList(),
                    item.labels().stream().map(this::outgoing).toList());
        } catch (RecordTooLargeException e) {
            throw new IllegalArgumentException(e.getMessage() + " in the encoded request", e);
        }
    }

    @Override
    public void close() {
        requests.close();
        labels.close();
    }

    private OutgoingRecord outgoing(JudgeRequest request) {
        var value = requests.encode(maker.addressing().topic(), request);
        return new OutgoingRecord(OutgoingRecord.Kind.REQUEST, request.id().value(), maker.record(request, value));
    }

    private OutgoingRecord outgoing(Label label) {
        var key = label.comparisonId().value().getBytes(StandardCharsets.UTF_8);
        var record = new ProducerRecord<>(labelTopic, key, labels.encode(labelTopic, label));
        return new OutgoingRecord(OutgoingRecord.Kind.LABEL, label.id().value(), record);
    }
}
