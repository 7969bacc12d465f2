package io.judgefleet.worker.kafka;

import io.judgefleet.worker.engine.Engine;
import io.judgefleet.worker.kafka.publishing.Publisher;
import io.judgefleet.worker.kafka.publishing.Publishing;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/** Reads by partitions, and publishes outcomes and offsets in one transaction. */
public record TransactionalReader(ConsumeLoop loop, Engine engine) implements Reader {
    /**
     * A reader that is not yet started.
     *
     * @param producers makes producers of one transactional id
     */
    public static TransactionalReader of(
            ReaderParts parts,
            Feeds feeds,
            Consumer<byte[], byte[]> consumer,
            Supplier<Producer<byte[], byte[]>> producers) {
        var admission = parts.admission();
        var publisher = new Publisher(producers, consumer, parts.limits().publishAtMost());
        var publishing =
                new Publishing(parts.writing(admission.table()), publisher, admission.marker(), admission.observer());
        var intake = new Intake(new DeliveryReader(feeds), admission, parts.clock());
        return new TransactionalReader(new ConsumeLoop(consumer, feeds, intake, publishing), admission.engine());
    }
}
