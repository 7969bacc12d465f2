package io.judgefleet.aggregator.kafka;

import io.judgefleet.aggregator.ledger.Counting;
import io.judgefleet.aggregator.ledger.LedgerEvent;
import io.judgefleet.comparisons.Label;
import io.judgefleet.schemas.topics.Headers;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.jspecify.annotations.Nullable;

/** Makes a word of a label, or of a record without a value, which withdraws labels. */
final class LabelReader extends ContextualFixedKeyProcessor<String, Label, LedgerEvent> {
    private final Counting counting;

    LabelReader(Counting counting) {
        this.counting = counting;
    }

    @Override
    public void process(FixedKeyRecord<String, Label> record) {
        @Nullable Label label = record.value();
        context()
                .forward(record.withValue(
                        label == null
                                ? counting.withdrawal(
                                        record.key(),
                                        Headers.text(record.headers(), Headers.ANNOTATOR)
                                                .orElse(null))
                                : counting.event(record.key(), label)));
    }
}
