package io.judgefleet.cli.submit;

import io.judgefleet.cli.console.Interruption;
import io.judgefleet.cli.submit.requests.ComparisonRecords;
import io.judgefleet.cli.submit.requests.RecordFactory;
import io.judgefleet.cli.submit.sending.Outbox;
import io.judgefleet.cli.submit.sending.OutgoingRecord;
import io.judgefleet.cli.submit.state.JudgedLookup;
import io.judgefleet.cli.submit.state.SubmissionLog;
import io.judgefleet.comparisons.input.Item;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** One submission: takes items from the feed, packs those that are wanted, and sends what is neither judged nor sent yet. */
final class Submission {
    /** So many requests are looked up together. */
    private static final int BATCH = 250;

    private static final int BATCH_BYTES = 4 * 1024 * 1024;

    /** A batch that does not fill in this time goes as it is. */
    private static final long LINGER_MS = 100;

    private final Parts parts;
    private final SubmitTally tally;
    private final SubmitProgress progress;
    private final Interruption interruption;
    private final List<ComparisonRecords> batch = new ArrayList<>();
    private int batchBytes;

    /**
     * What a submission is made of.
     *
     * @param onTopic hears of what was sent before, as the outbox's listener does of what is sent now
     */
    record Parts(
            ItemFeed feed,
            Selection selection,
            RecordFactory packing,
            InvalidLines invalid,
            SubmissionLog memory,
            JudgedLookup judged,
            Outbox outbox,
            Consumer<OutgoingRecord> onTopic,
            InstantSource clock) {}

    Submission(Parts parts, SubmitTally tally, SubmitProgress progress, Interruption interruption) {
        this.parts = parts;
        this.tally = tally;
        this.progress = progress;
        this.interruption = interruption;
    }

    /**
     * Sends everything and waits for the brokers, or ends early when asked to; what was sent is remembered either way.
     *
     * @throws IOException when a source cannot be read
     */
    void run() throws IOException {
        try {
            boolean goesOn = true;
            while (goesOn && goOn()) {
                goesOn = next();
                progress.show(tally, parts.outbox().deliveries());
            }
            sendBatch();
        } finally {
            parts.outbox().flush();
            parts.memory().flush();
            progress.clear();
        }
    }

    private boolean next() throws IOException {
        switch (parts.feed().next(LINGER_MS)) {
            case ItemFeed.Event.Next(var item) -> take(item);
            case ItemFeed.Event.Nothing() -> sendBatch();
            case ItemFeed.Event.Broken(var thrown) -> throw thrown;
            case ItemFeed.Event.End() -> {
                return false;
            }
        }
        return !parts.selection().isFull(tally.comparisonsAccepted());
    }

    private void take(Item item) {
        tally.read(item);
        switch (item) {
            case Item.Rejected rejected -> parts.invalid().reject(rejected);
            case Item.Accepted accepted -> {
                boolean isWanted = parts.selection()
                        .takes(accepted.comparison().id(), tally.comparisonsMet(), tally.comparisonsAccepted());
                tally.met();
                if (isWanted) {
                    pack(accepted);
                }
            }
        }
    }

    private void pack(Item.Accepted item) {
        try {
            var parcel = parts.packing().pack(item, parts.clock().instant());
            tally.accepted(item);
            batch.add(parcel);
            batchBytes += parcel.bytes();
        } catch (IllegalArgumentException e) {
            parts.invalid().reject(new Item.Rejected(item.position(), String.valueOf(e.getMessage())));
        }
        if (batch.size() >= BATCH || batchBytes >= BATCH_BYTES) {
            sendBatch();
        }
    }

    private void sendBatch() {
        var parcels = List.copyOf(batch);
        batch.clear();
        batchBytes = 0;
        var judged = judged(parcels);
        for (var parcel : parcels) {
            parcel.requests().forEach(request -> send(request, judged));
            parcel.labels().forEach(label -> send(label, judged));
        }
        parts.memory().flush();
    }

    private Set<String> judged(List<ComparisonRecords> parcels) {
        return parts.judged()
                .judged(parcels.stream()
                        .flatMap(parcel -> parcel.requests().stream())
                        .filter(request -> !parts.memory().has(request))
                        .map(OutgoingRecord::id)
                        .collect(Collectors.toList()));
    }

    private void send(OutgoingRecord outgoing, Set<String> judged) {
        if (parts.memory().has(outgoing)) {
            tally.sentBefore(outgoing);
            parts.onTopic().accept(outgoing);
        } else if (judged.contains(outgoing.id())) {
            tally.alreadyJudged();
        } else {
            parts.outbox().send(outgoing, this::goOn);
        }
        progress.show(tally, parts.outbox().deliveries());
    }

    private boolean goOn() {
        return !interruption.isRequested() && !parts.outbox().deliveries().isGivenUp();
    }
}
