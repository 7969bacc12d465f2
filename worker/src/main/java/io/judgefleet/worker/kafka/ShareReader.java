package io.judgefleet.worker.kafka;

import io.judgefleet.worker.engine.Engine;
import io.judgefleet.worker.kafka.publishing.SharePublisher;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.clients.producer.Producer;

/** Reads as a member of a share group, record by record, and publishes outcomes without transactions. */
public record ShareReader(ShareLoop loop, Engine engine) implements Reader {
    /** A reader that is not yet started. */
    public static ShareReader of(
            ReaderParts parts, Feeds feeds, ShareConsumer<byte[], byte[]> consumer, Producer<byte[], byte[]> producer) {
        var admission = parts.admission();
        var publisher = new SharePublisher(producer, parts.writing(admission.table()));
        return new ShareReader(new ShareLoop(consumer, feeds, admission, publisher), admission.engine());
    }
}
