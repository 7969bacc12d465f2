package io.judgefleet.aggregator.kafka;

import io.judgefleet.aggregator.counts.AnsweredRequest;
import io.judgefleet.aggregator.counts.PartitionCounts;
import io.judgefleet.aggregator.kafka.format.SliceFormat;
import io.judgefleet.aggregator.kafka.stores.ServedCounts;
import io.judgefleet.aggregator.kafka.stores.Stores;
import io.judgefleet.aggregator.ledger.Contribution;
import io.judgefleet.aggregator.ledger.Counting;
import io.judgefleet.aggregator.ledger.Ledger;
import io.judgefleet.aggregator.ledger.LedgerEvent;
import io.judgefleet.aggregator.ledger.Repetition;
import io.judgefleet.aggregator.ledger.UnfitRecordException;
import io.judgefleet.aggregator.slice.IntakeTally;
import io.judgefleet.aggregator.slice.IntakeTally.Kind;
import io.judgefleet.aggregator.slice.SliceTally;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
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
final class LedgerKeeper implements Processor<String, LedgerEvent, Void, Void> {
    private static final String ONLY_ROW = "";
    private static final Duration SWEEP_INTERVAL = Duration.ofSeconds(30);

    private final Counting counting;
    private final ServedCounts served;
    private final RecordFaults faults;
    private final PartitionCounts counts;
    private ProcessorContext<Void, Void> context;
    private KeyValueStore<String, Ledger> ledgers;
    private KeyValueStore<String, IntakeTally> intake;
    private WindowStore<String, AnsweredRequest> requests;

    LedgerKeeper(Counting counting, StreamParts parts) {
        this.counting = counting;
        served = parts.served();
        faults = parts.faults();
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
    public void process(Record<String, LedgerEvent> record) {
        context.recordMetadata().flatMap(faults::suspicion).ifPresent(reason -> {
            throw new UnfitRecordException(reason);
        });
        var before = Optional.ofNullable(ledgers.get(record.key())).orElseGet(Ledger::empty);
        var entered = record.value().enter(before);
        var isNews = entered.ledger() != before;
        var had = isNews ? Added.by(before) : Added.NOTHING;
        var has = isNews ? Added.by(entered.ledger()) : Added.NOTHING;
        if (isNews) {
            put(record.key(), entered.ledger()); // may still be refused; all that follows is written or the thread ends
        }
        try {
            if (isNews) {
                remember(record.value(), record.timestamp());
                counts.change(had.contributions(), has.contributions(), now());
                counts.changeRepetitions(had.repetitions(), has.repetitions());
            }
            count(before, entered);
        } catch (KafkaException e) {
            throw e;
        } catch (RuntimeException e) { // a fault of ours, whatever it is
            throw new HalfCountedException(e);
        }
    }

    /** What a ledger adds to the counts. */
    private record Added(List<Contribution> contributions, List<Repetition> repetitions) {
        static final Added NOTHING = new Added(List.of(), List.of());

        static Added by(Ledger ledger) {
            return new Added(ledger.contributions(), ledger.repetitions());
        }
    }

    private void put(String comparisonId, Ledger ledger) {
        if (ledger.isEmpty()) {
            ledgers.delete(comparisonId);
        } else {
            ledgers.put(comparisonId, ledger);
        }
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

    private void count(Ledger before, LedgerEvent.Entered entered) {
        var tally = Optional.ofNullable(intake.get(ONLY_ROW))
                .orElseGet(IntakeTally::empty)
                .plus(entered.kind());
        if (before.verdicts().isEmpty() && entered.kind() == Kind.VERDICT_COUNTED) {
            tally = tally.plus(Kind.COMPARISON_JUDGED);
        }
        if (before.labels().isEmpty() && !entered.ledger().labels().isEmpty()) {
            tally = tally.plus(Kind.COMPARISON_LABELLED);
        }
        if (!before.labels().isEmpty() && entered.ledger().labels().isEmpty()) {
            tally = tally.minus(Kind.COMPARISON_LABELLED);
        }
        intake.put(ONLY_ROW, tally);
    }

    private void remember(LedgerEvent event, long timestamp) {
        if (event instanceof LedgerEvent.OfVerdict(var id, var requestId, var verdict)) {
            var fingerprint = verdict.content().slice().judge().fingerprint();
            requests.put(requestId, new AnsweredRequest(id, fingerprint, verdict.judgedAt()), timestamp);
        }
    }

    private Instant now() {
        return Instant.ofEpochMilli(context.currentStreamTimeMs());
    }
}
