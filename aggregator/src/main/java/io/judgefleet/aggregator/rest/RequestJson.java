package io.judgefleet.aggregator.rest;

import io.judgefleet.aggregator.counts.AnsweredRequest;
import java.time.Instant;

/** Which verdict answered a request. */
record RequestJson(String requestId, String verdictId, String fingerprint, Instant judgedAt) {
    static RequestJson of(String requestId, AnsweredRequest answer) {
        return new RequestJson(requestId, answer.verdictId(), answer.fingerprint(), answer.judgedAt());
    }
}
