package io.judgefleet.aggregator.kafka;

import io.judgefleet.aggregator.counts.Arrivals;
import io.judgefleet.aggregator.ledger.Counting;
import io.judgefleet.aggregator.ledger.LedgerEvent;
import io.judgefleet.schemas.Verdict;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;

/** Makes a word of a verdict and the time at which the broker took it. */
final class VerdictReader extends ContextualFixedKeyProcessor<String, Verdict, LedgerEvent> {
    private final Counting counting;
    private final Arrivals arrivals;

    VerdictReader(Counting counting, Arrivals arrivals) {
        this.counting = counting;
        this.arrivals = arrivals;
    }

    @Override
    public void process(FixedKeyRecord<String, Verdict> record) {
        arrivals.note(record.timestamp());
        var appendedAt = Instant.ofEpochMilli(record.timestamp());
        context().forward(record.withValue(counting.event(record.key(), record.value(), appendedAt)));
    }
}
