package io.judgefleet.worker.delivery;

/** Where a released record waits; each lane has one delay, so that it is in the order in which its records fall due. */
public enum RetryLane {
    SHORT,
    LONG
}
