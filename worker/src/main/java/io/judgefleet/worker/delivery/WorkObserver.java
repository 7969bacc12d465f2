package io.judgefleet.worker.delivery;

import java.time.Duration;

/** Is told what the worker does, for metrics; must be fast and must not fail. */
public interface WorkObserver {
    WorkObserver NONE = new WorkObserver() {};

    /** An outcome is durable. */
    default void decided(Outcome outcome) {}

    /** The engine is done with a batch, well or badly. */
    default void batchJudged(int records, int tokens, Duration inference) {}

    /** A transaction is durable. */
    default void published(int records, Duration publishing) {}

    /** A transaction came to nothing, or nobody knows whether it did; its outcomes are published again. */
    default void publicationFailed() {}

    /** The schema registry did not answer. */
    default void registryFailed() {}
}
