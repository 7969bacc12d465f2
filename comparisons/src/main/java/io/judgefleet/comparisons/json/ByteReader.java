package io.judgefleet.comparisons.json;

import java.io.IOException;
import java.io.InputStream;

/** The bytes of an input one by one, with the line that the next one stands on. */
final class ByteReader implements AutoCloseable {
    static final int END = -1;

    private static final int BUFFER_BYTES = 1 << 16;

    private final InputStream stream;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int position;
    private int limit;
    private long line = 1;

    ByteReader(InputStream stream) {
        this.stream = stream;
    }

    long line() {
        return line;
    }

    /** The next byte, which stays; {@link #END} behind the last one. */
    int peek() throws IOException {
        if (position == limit) {
            limit = Math.max(0, stream.read(buffer));
            position = 0;
        }
        return limit == 0 ? END : buffer[position] & 0xFF;
    }

    /** Takes the next byte. */
    int read() throws IOException {
        int next = peek();
        if (next != END) {
            position++;
            line += next == '\n' ? 1 : 0;
        }
        return next;
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
