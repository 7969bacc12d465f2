package io.judgefleet.worker.delivery;

/** Where a record came from, and with whom it shares its room and its turn: the two lanes, and what is tried again. */
public enum Feed {
    LIVE,
    BULK,
    RETRY
}
