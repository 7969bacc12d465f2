package io.judgefleet.comparisons.input;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of an input before it is read.
 *
 * @param format absent where the first object of each source shall show it
 * @param dataset the data set of all comparisons, whatever the lines say; absent where they say it or their format has its own
 * @param readAt when labels without a time were given
 */
public record InputSettings(Optional<InputFormat> format, Optional<String> dataset, Instant readAt) {
    public InputSettings {
        dataset.filter(String::isBlank).ifPresent(blank -> {
            throw new IllegalArgumentException("expected the name of a data set, found a blank text");
        });
    }

    /** Nothing is known but the time. */
    public static InputSettings at(Instant readAt) {
        return new InputSettings(Optional.empty(), Optional.empty(), readAt);
    }

    public InputSettings withFormat(InputFormat known) {
        return new InputSettings(Optional.of(known), dataset, readAt);
    }

    String datasetOr(String usual) {
        return dataset.orElse(usual);
    }
}
