package io.judgefleet.local.fleet;

/** A part of the fleet did not start; the message says which, and where to read why. */
final class StartFailedException extends RuntimeException {
    StartFailedException(String message) {
        super(message);
    }
}
