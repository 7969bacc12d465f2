package io.judgefleet.faults;

/** What a fault strikes; at most one fault at a time strikes the same one. */
public enum Victim {
    /** One of the workers. */
    WORKER,
    /** One of the brokers; never two at once, for of three replicas two must live. */
    BROKER,
    REGISTRY,
    AGGREGATOR,
    /** The consumer group as a whole. */
    GROUP,
    /** A partition of the request topic, by way of a record. */
    RECORDS
}
