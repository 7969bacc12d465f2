package io.judgefleet.worker.delivery;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A delivery between its admission and the publication of its outcome; identity counts, for a record may come twice. */
public final class InFlight {
    private final Delivery delivery;
    private int tokens;
    private @Nullable Outcome outcome;
    private volatile boolean cancelled;

    public InFlight(Delivery delivery, int tokens) {
        this.delivery = delivery;
        this.tokens = tokens;
    }

    public Delivery delivery() {
        return delivery;
    }

    public Optional<Outcome> outcome() {
        return Optional.ofNullable(outcome);
    }

    /** Whether its partition went away: nobody will publish its outcome. Readable from any thread. */
    public boolean isCancelled() {
        return cancelled;
    }

    int tokens() {
        return tokens;
    }

    public boolean isFinished() {
        return outcome != null;
    }

    void weigh(int exactTokens) {
        tokens = exactTokens;
    }

    void finish(Outcome decided) {
        outcome = decided;
    }

    public void cancel() {
        cancelled = true;
    }
}
