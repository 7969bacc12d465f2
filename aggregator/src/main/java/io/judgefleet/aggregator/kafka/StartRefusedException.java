package io.judgefleet.aggregator.kafka;

/** Why the aggregator does not start, in one line for the person who starts it. */
public final class StartRefusedException extends RuntimeException {
    private final boolean isOfSettings;

    public StartRefusedException(String message) {
        super(message);
        isOfSettings = true;
    }

    public StartRefusedException(String message, Throwable cause) {
        this(message, cause, true);
    }

    private StartRefusedException(String message, Throwable cause, boolean isOfSettings) {
        super(message, cause);
        this.isOfSettings = isOfSettings;
    }

    /** Something that the aggregator needs is missing or does not answer; a later start may go better. */
    public static StartRefusedException missing(String message, Throwable cause) {
        return new StartRefusedException(message, cause, false);
    }

    /** Whether no later start would go better with the same settings. */
    public boolean isOfSettings() {
        return isOfSettings;
    }
}
