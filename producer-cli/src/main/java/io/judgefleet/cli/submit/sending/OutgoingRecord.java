package io.judgefleet.cli.submit.sending;

import org.apache.kafka.clients.producer.ProducerRecord;

/** A record that is ready to be sent, with the id of the request or label in it. */
public record OutgoingRecord(Kind kind, String id, ProducerRecord<byte[], byte[]> record) {
    /** What a record holds. */
    public enum Kind {
        REQUEST,
        LABEL
    }

    public int bytes() {
        return record.value().length;
    }
}
