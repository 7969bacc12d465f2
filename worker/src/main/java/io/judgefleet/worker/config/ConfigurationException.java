package io.judgefleet.worker.config;

/** A property whose value the worker cannot work with; the message is one line for the person who set it. */
public final class ConfigurationException extends RuntimeException {
    public ConfigurationException(String property, String expected, String found) {
        super("%s: expected %s, found %s".formatted(property, expected, found));
    }

    /** For a value that another record has refused, in its words. */
    ConfigurationException(String property, IllegalArgumentException refusal) {
        super("%s: %s".formatted(property, refusal.getMessage()), refusal);
    }
}
