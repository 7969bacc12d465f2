package io.judgefleet.comparisons.json;

/** Where something stands in the input: a file's name, {@code -} for standard input, and a line counted from 1. */
public record Position(String source, long line) {
    @Override
    public String toString() {
        return source + ":" + line;
    }
}
