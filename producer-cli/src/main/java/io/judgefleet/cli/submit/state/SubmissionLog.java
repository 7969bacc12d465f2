package io.judgefleet.cli.submit.state;

import io.judgefleet.cli.fleet.TopicReader;
import io.judgefleet.cli.submit.sending.OutgoingRecord;
import io.judgefleet.schemas.topics.FleetPrefix;
import java.io.IOException;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.TopicPartition;

/** What was sent before and need not be sent again. */
public interface SubmissionLog extends AutoCloseable {
    /** Remembers nothing. */
    SubmissionLog NONE = new SubmissionLog() {
        @Override
        public Map<TopicPartition, Long> begin(TopicReader reader, Destination destination, BooleanSupplier goOn) {
            return Resumption.outcomeEnds(reader, destination.prefix());
        }

        @Override
        public boolean has(OutgoingRecord outgoing) {
            return false;
        }

        @Override
        public void acknowledged(OutgoingRecord outgoing) {}

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    /** Where requests go. */
    record Destination(String cluster, String topic, FleetPrefix prefix) {}

    /**
     * Learns what was sent before; nothing may be sent until then.
     *
     * @return from where on the outcomes of what was sent are to be looked for
     */
    Map<TopicPartition, Long> begin(TopicReader reader, Destination destination, BooleanSupplier goOn);

    boolean has(OutgoingRecord outgoing);

    /** Notes that the brokers have it; comes from Kafka's thread and must not take long. */
    void acknowledged(OutgoingRecord outgoing);

    /** Makes durable what was noted. */
    void flush();

    @Override
    void close() throws IOException;
}
