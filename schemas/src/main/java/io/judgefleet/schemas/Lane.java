package io.judgefleet.schemas;

/** How urgent a request is; each lane has its own topic. */
public enum Lane {
    LIVE,
    BULK
}
