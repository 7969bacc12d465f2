package io.judgefleet.comparisons.json;

import java.io.ByteArrayOutputStream;

/** The bytes of a piece as they come; beyond the largest piece they are counted and not kept. */
final class RecordBuffer {
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private long count;
    private long line;

    /** Adds a byte that stands on a line; blanks before the first other byte are dropped. */
    void add(int next, long onLine) {
        if (count == 0 && isBlank(next)) {
            return;
        }
        if (count == 0) {
            line = onLine;
        }
        count++;
        if (count <= Piece.MAX_BYTES) {
            kept.write(next);
        }
    }

    boolean isEmpty() {
        return count == 0;
    }

    long line() {
        return line;
    }

    Piece toPiece() {
        return count > Piece.MAX_BYTES
                ? Piece.Broken.oversized(line, count)
                : new Piece.Whole(line, kept.toByteArray());
    }

    static boolean isBlank(int next) {
        return next == ' ' || next == '\t' || next == '\n' || next == '\r';
    }
}
