package io.judgefleet.schemas;

import java.time.Duration;

/**
 * Where and how a verdict was made.
 *
 * @param engine such as {@code pytorch-2.7.1}
 * @param device such as {@code cpu} or {@code cuda:0}
 * @param queued from the request's creation to the start of its batch
 * @param inference of the batch that held both passes
 */
public record Execution(
        String workerId, String engine, String device, String codeVersion, Duration queued, Duration inference) {}
