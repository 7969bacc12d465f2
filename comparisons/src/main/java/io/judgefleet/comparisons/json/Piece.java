package io.judgefleet.comparisons.json;

/** A part of the input that should be one JSON object, with the line on which it begins. */
sealed interface Piece {
    /** Larger than any legal request, even where every character is escaped. */
    int MAX_BYTES = 8 * 1024 * 1024;

    long line();

    /** Its bytes, not yet decoded. */
    record Whole(long line, byte[] bytes) implements Piece {}

    /** Bytes that cannot be an object, whatever they say. */
    record Broken(long line, String reason) implements Piece {
        static Broken oversized(long line, long bytes) {
            return new Broken(line, "expected at most %d bytes in a record, found %d".formatted(MAX_BYTES, bytes));
        }
    }
}
