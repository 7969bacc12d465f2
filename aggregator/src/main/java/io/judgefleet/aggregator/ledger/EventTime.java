package io.judgefleet.aggregator.ledger;

/** Which time says in which windows a verdict counts. */
public enum EventTime {
    /** When the broker took the verdict: a worker's wrong clock moves nothing. */
    APPENDED,
    /** When the verdict was made, by the worker's clock. */
    JUDGED
}
