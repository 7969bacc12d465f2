package io.judgefleet.judgelm.inference;

/** A transient fault of the engine; the same task may succeed later. */
public final class ModelUnavailableException extends RuntimeException {
    public ModelUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
