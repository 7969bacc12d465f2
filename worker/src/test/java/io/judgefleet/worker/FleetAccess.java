package io.judgefleet.worker;

import io.judgefleet.schemas.JudgeRequest;
import io.judgefleet.schemas.RequestId;
import io.judgefleet.schemas.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The fleet for the tests of the Kafka package. */
public final class FleetAccess implements AutoCloseable {
    private final Fleet fleet;

    private FleetAccess(Fleet fleet) {
        this.fleet = fleet;
    }

    public static FleetAccess start(Path folder) {
        return new FleetAccess(Fleet.start(folder));
    }

    public String bootstrapServers() {
        return fleet.bootstrapServers();
    }

    public String registryUrl() {
        return fleet.registryUrl();
    }

    public void submit(JudgeRequest request) {
        fleet.submit(request);
    }

    /** A record of the verdict topic that no reader could decode, if one saw it. */
    public ProducerRecord<byte[], byte[]> verdictRecord(String text) {
        return new ProducerRecord<>(Topics.VERDICTS.name(), text.getBytes(StandardCharsets.UTF_8));
    }

    /** The requests that have verdicts, as often as they have. */
    public List<RequestId> requestIds() {
        return fleet.verdicts().stream()
                .map(verdict -> verdict.origin().requestId())
                .toList();
    }

    @Override
    public void close() {
        fleet.close();
    }
}
