package io.judgefleet.aggregator.kafka;

import io.judgefleet.aggregator.AnsweredRequest;
import io.judgefleet.aggregator.Counting;
import io.judgefleet.aggregator.IntakeTally;
import io.judgefleet.aggregator.IntakeTally.Kind;
import io.judgefleet.aggregator.Ledger;
import io.judgefleet.aggregator.Word;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.WindowStore;

/** Enters each word into the ledger of its comparison and hands on what changed; words that say nothing new end here. */
@SuppressWarnings("NullAway.Init") // Kafka calls init before anything else
final class LedgerKeeper extends ContextualFixedKeyProcessor<String, Word, Change> {
    private static final String ONLY_ROW = "";
    private static final Duration SWEEP_INTERVAL = Duration.ofSeconds(30);

    private final Counting counting;
    private KeyValueStore<String, Ledger> ledgers;
    private KeyValueStore<String, IntakeTally> intake;
    private WindowStore<String, AnsweredRequest> requests;

    LedgerKeeper(Counting counting) {
        this.counting = counting;
    }

    @Override
    public void init(FixedKeyProcessorContext<String, Change> context) {
        super.init(context);
        ledgers = context.getStateStore(Stores.LEDGERS);
        intake = context.getStateStore(Stores.INTAKE);
        requests = context.getStateStore(Stores.REQUESTS);
        var sweep = new LedgerSweep(ledgers);
        context.schedule(
                SWEEP_INTERVAL,
                PunctuationType.WALL_CLOCK_TIME,
                now -> sweep.forgetBefore(
                        counting.forgottenBefore(Instant.ofEpochMilli(context.currentStreamTimeMs()))));
    }

    @Override
    public void process(FixedKeyRecord<String, Word> record) {
        var before = Optional.ofNullable(ledgers.get(record.key())).orElseGet(Ledger::empty);
        var entered = record.value().enter(before);
        count(before, entered);
        if (entered.ledger() != before) {
            ledgers.put(record.key(), entered.ledger());
            remember(record.value(), record.timestamp());
            context().forward(record.withValue(new Change(before, entered.ledger())));
        }
    }

    private void count(Ledger before, Word.Entered entered) {
        var tally = Optional.ofNullable(intake.get(ONLY_ROW))
                .orElseGet(IntakeTally::empty)
                .plus(entered.kind());
        if (before.verdicts().isEmpty() && entered.kind() == Kind.VERDICT_COUNTED) {
            tally = tally.plus(Kind.COMPARISON_JUDGED);
        }
        if (before.labels().isEmpty() && entered.kind() == Kind.LABEL_COUNTED) {
            tally = tally.plus(Kind.COMPARISON_LABELLED);
        }
        intake.put(ONLY_ROW, tally);
    }

    private void remember(Word word, long timestamp) {
        if (word instanceof Word.OfVerdict(var id, var requestId, var verdict)) {
            var fingerprint = verdict.content().slice().judge().fingerprint();
            requests.put(requestId, new AnsweredRequest(id, fingerprint, verdict.judgedAt()), timestamp);
        }
    }
}
