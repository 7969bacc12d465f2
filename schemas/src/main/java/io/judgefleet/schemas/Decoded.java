package io.judgefleet.schemas;

/** What came of decoding a record: a value, or the reason why there is none; no later try would change it. */
public sealed interface Decoded<V> {
    /** A valid value. */
    record Readable<V>(V value) implements Decoded<V> {}

    /** Bytes that are no such value. */
    record Unreadable<V>(String reason) implements Decoded<V> {}
}
