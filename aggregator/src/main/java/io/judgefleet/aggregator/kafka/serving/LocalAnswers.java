package io.judgefleet.aggregator.kafka.serving;

import io.judgefleet.aggregator.counts.CountsUnavailableException;
import io.judgefleet.aggregator.counts.Pane;
import io.judgefleet.aggregator.kafka.format.AnswerFormat;
import io.judgefleet.aggregator.kafka.format.Packer;
import io.judgefleet.aggregator.kafka.format.PartFormat;
import java.time.Instant;
import java.util.Collection;
import java.util.function.Supplier;
import org.apache.kafka.streams.errors.InvalidStateStoreException;

/** What this process tells other aggregators of the same application id: the counts of its own partitions, as bytes. */
public final class LocalAnswers {
    private static final byte[] NOTHING = {};

    private final LocalPartitions local;

    public LocalAnswers(LocalPartitions local) {
        this.local = local;
    }

    /** Which partitions, and what became of their records. */
    public byte[] intake() {
        return whole(() -> {
            var intake = local.intake();
            var packer = new Packer().number(intake.partitions().size());
            intake.partitions().forEach(packer::number);
            var counts = intake.intake().counts();
            return packer.number(counts.length).numbers(counts).bytes();
        });
    }

    public byte[] counts(Collection<Pane> panes) {
        return whole(() -> PartFormat.toBytes(local.parts(panes)));
    }

    /** Nothing where no verdict here answered the request. */
    public byte[] answered(String requestId, Instant now) {
        return whole(
                () -> local.answered(requestId, now).map(AnswerFormat::toBytes).orElse(NOTHING));
    }

    private static byte[] whole(Supplier<byte[]> reading) {
        try {
            return reading.get();
        } catch (InvalidStateStoreException e) {
            throw new CountsUnavailableException("counts moved while they were read", e);
        }
    }
}
