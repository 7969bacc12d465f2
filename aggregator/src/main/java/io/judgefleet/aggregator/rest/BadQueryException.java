package io.judgefleet.aggregator.rest;

/** A request that no later try would make right. */
final class BadQueryException extends RuntimeException {
    BadQueryException(String message) {
        super(message);
    }
}
