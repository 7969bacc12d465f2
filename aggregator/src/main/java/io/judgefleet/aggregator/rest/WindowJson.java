package io.judgefleet.aggregator.rest;

import io.judgefleet.aggregator.counts.Window;
import java.time.Instant;
import java.util.Optional;

/** The stretch of time that an answer is about. */
record WindowJson(String name, Optional<Instant> from, Instant to, Optional<String> step) {
    static WindowJson of(Window window, Instant now) {
        return window == Window.ALL
                ? new WindowJson(window.word(), Optional.empty(), now, Optional.empty())
                : new WindowJson(
                        window.word(),
                        Optional.of(window.panes(now).getFirst().start()),
                        now,
                        Optional.of(window.bucketSize().length().toString()));
    }
}
