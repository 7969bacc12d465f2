package io.judgefleet.schemas;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * Where and how a verdict was made; times are kept to the microsecond.
 *
 * @param engine such as {@code pytorch-2.7.1}
 * @param device such as {@code cpu} or {@code cuda:0}
 * @param queued from the request's creation to the start of its batch; below zero where the clocks disagree
 * @param inference of the batch that held both passes
 */
public record Execution(
        String workerId, String engine, String device, String codeVersion, Duration queued, Duration inference) {
    public Execution {
        queued = queued.truncatedTo(ChronoUnit.MICROS);
        inference = inference.truncatedTo(ChronoUnit.MICROS);
    }
}
