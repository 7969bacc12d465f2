package io.judgefleet.deployable;

/** A property with a value that cannot be used; the message is one line that names the property. */
public final class ConfigurationException extends RuntimeException {
    public ConfigurationException(String property, String expected, String found) {
        super("%s: expected %s, found %s".formatted(property, expected, found));
    }

    /** For a value that another record has refused, with the message of that record. */
    public ConfigurationException(String property, IllegalArgumentException refusal) {
        super("%s: %s".formatted(property, refusal.getMessage()), refusal);
    }
}
