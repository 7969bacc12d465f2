package io.judgefleet.local.fleet;

/** Somebody else listens on a port that was asked for. */
final class PortTakenException extends RuntimeException {
    PortTakenException(String message) {
        super(message);
    }
}
