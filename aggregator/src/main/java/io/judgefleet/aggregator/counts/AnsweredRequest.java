package io.judgefleet.aggregator.counts;

import java.time.Instant;

/** Which verdict answered a request, whose and when. */
public record AnsweredRequest(String verdictId, String fingerprint, Instant judgedAt) {}
