package io.judgefleet.cli.submit;

import org.apache.kafka.clients.producer.ProducerRecord;

/** A record that is ready to be sent, with the id of the request or label in it. */
record Outgoing(Kind kind, String id, ProducerRecord<byte[], byte[]> record) {
    /** What a record holds. */
    enum Kind {
        REQUEST,
        LABEL
    }

    int bytes() {
        return record.value().length;
    }
}
