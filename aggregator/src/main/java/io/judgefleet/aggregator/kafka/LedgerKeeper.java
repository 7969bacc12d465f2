package io.judgefleet.aggregator.kafka;

import io.judgefleet.aggregator.AnsweredRequest;
import io.judgefleet.aggregator.Counting;
import io.judgefleet.aggregator.IntakeTally;
import io.judgefleet.aggregator.IntakeTally.Kind;
import io.judgefleet.aggregator.Ledger;
import io.judgefleet.aggregator.PartitionCounts;
import io.judgefleet.aggregator.SliceTally;
import io.judgefleet.aggregator.Word;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.WindowStore;

/**
 * Enters each word into the ledger of its comparison, and keeps what all ledgers of the partition add up to.
 *
 * <p>Only ledgers are written, so that a verdict costs one row: the counts live in memory and are made from the ledgers again
 * when a task begins. Stream time, which a restart does not set back, says which panes are kept, so that nothing is
 * subtracted from a pane to which it was never added.
 */
@SuppressWarnings("NullAway.Init") // Kafka calls init before anything else
final class LedgerKeeper implements Processor<String, Word, Void, Void> {
    private static final String ONLY_ROW = "";
    private static final Duration SWEEP_INTERVAL = Duration.ofSeconds(30);

    private final Counting counting;
    private final ServedCounts served;
    private final PartitionCounts counts;
    private ProcessorContext<Void, Void> context;
    private KeyValueStore<String, Ledger> ledgers;
    private KeyValueStore<String, IntakeTally> intake;
    private WindowStore<String, AnsweredRequest> requests;

    LedgerKeeper(Counting counting, ServedCounts served) {
        this.counting = counting;
        this.served = served;
        counts = new PartitionCounts(counting.byQuestion());
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        this.context = context;
        ledgers = context.getStateStore(Stores.LEDGERS);
        intake = context.getStateStore(Stores.INTAKE);
        requests = context.getStateStore(Stores.REQUESTS);
        KeyValueStore<Bytes, SliceTally> archive = context.getStateStore(Stores.ARCHIVE);
        var sweep = new LedgerSweep(ledgers, archive);
        context.schedule(SWEEP_INTERVAL, PunctuationType.WALL_CLOCK_TIME, now -> cleanUp(sweep));
        recount(archive);
        served.begin(context.taskId().partition(), counts);
    }

    @Override
    public void process(Record<String, Word> record) {
        var before = Optional.ofNullable(ledgers.get(record.key())).orElseGet(Ledger::empty);
        var entered = record.value().enter(before);
        if (entered.ledger() != before) {
            ledgers.put(record.key(), entered.ledger()); // first, for a ledger that grew too large is refused
            remember(record.value(), record.timestamp());
            counts.change(before.contributions(), entered.ledger().contributions(), now());
            counts.changeRepetitions(before.repetitions(), entered.ledger().repetitions());
        }
        count(before, entered);
    }

    @Override
    public void close() {
        served.end(context.taskId().partition(), counts);
    }

    private void recount(KeyValueStore<Bytes, SliceTally> archive) {
        try (var rows = archive.all()) {
            rows.forEachRemaining(row -> counts.addArchived(SliceFormat.slice(row.key), row.value));
        }
        var now = now();
        try (var rows = ledgers.all()) {
            rows.forEachRemaining(row -> {
                counts.change(List.of(), row.value.contributions(), now);
                counts.changeRepetitions(List.of(), row.value.repetitions());
            });
        }
    }

    private void cleanUp(LedgerSweep sweep) {
        if (context.currentStreamTimeMs() >= 0) { // else nothing was ever read
            sweep.forgetBefore(counting.forgottenBefore(now()));
            counts.forgetOldPanes(now());
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

    private Instant now() {
        return Instant.ofEpochMilli(context.currentStreamTimeMs());
    }
}
