package io.judgefleet.cli.submit.sending;

import java.util.function.BooleanSupplier;

/** Where records go. */
public interface Outbox {
    /** Sends a record when its turn has come; not at all when asked to end before. */
    void send(OutgoingRecord outgoing, BooleanSupplier goOn);

    /** Waits until it is known of every record what became of it. */
    void flush();

    Deliveries deliveries();
}
