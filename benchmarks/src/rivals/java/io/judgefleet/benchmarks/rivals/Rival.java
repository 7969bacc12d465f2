package io.judgefleet.benchmarks.rivals;

/** An engine that reads a prompt and says what comes next. */
interface Rival extends AutoCloseable {
    String name();

    /** The number of prompt tokens, the beginning-of-sequence token included. */
    int read(String text, int[] ids);

    @Override
    void close();
}
