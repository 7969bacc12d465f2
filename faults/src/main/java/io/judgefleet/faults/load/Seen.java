package io.judgefleet.faults.load;

import java.time.Instant;

/** When a reader that reads only committed records got an outcome. */
public record Seen(String topic, int partition, long offset, Instant at) {}
