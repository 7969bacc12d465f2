package io.judgefleet.comparisons.input;

import io.judgefleet.comparisons.json.Fields;

/** Reads the objects of one file format. */
@FunctionalInterface
interface Adapter {
    /**
     * What an object says.
     *
     * @throws IllegalArgumentException when it is no comparison; the message is for the person who wrote the file
     */
    Entry read(Fields fields, InputSettings settings);
}
