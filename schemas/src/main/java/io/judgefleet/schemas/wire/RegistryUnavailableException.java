package io.judgefleet.schemas.wire;

/** The schema registry could not be reached or could not answer: a later try may go better. */
public final class RegistryUnavailableException extends RuntimeException {
    public RegistryUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
