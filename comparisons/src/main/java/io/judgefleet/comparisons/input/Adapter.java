package io.judgefleet.comparisons.input;

import java.time.Instant;

/** Reads the objects of one file format. */
@FunctionalInterface
interface Adapter {
    /**
     * What an object says.
     *
     * @param readAt when labels without a time were given
     * @throws IllegalArgumentException when it is no comparison; the message is for the person who wrote the file
     */
    Entry read(Fields fields, Instant readAt);
}
