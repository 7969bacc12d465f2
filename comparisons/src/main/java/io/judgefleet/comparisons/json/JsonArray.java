package io.judgefleet.comparisons.json;

import io.judgefleet.comparisons.json.Piece.Broken;
import java.io.IOException;
import java.util.Optional;

/** The elements of one JSON array, which may span lines; what is wrong inside an element stays there as far as possible. */
final class JsonArray implements Pieces {
    private final ByteReader bytes;
    private boolean opened;
    private boolean closed;
    private long elements;

    JsonArray(ByteReader bytes) {
        this.bytes = bytes;
    }

    @Override
    public Optional<Piece> next() throws IOException {
        if (!opened) {
            open();
        }
        return closed ? trailing() : element();
    }

    private void open() throws IOException {
        skipBlanks();
        bytes.read();
        opened = true;
    }

    /** All up to the next comma or the bracket that closes the array. */
    private Optional<Piece> element() throws IOException {
        var gathered = new RecordBuffer();
        var nesting = new Nesting();
        while (true) {
            long line = bytes.line();
            int next = bytes.read();
            if (next == ByteReader.END) {
                closed = true;
                return Optional.of(endless(gathered.isEmpty() ? line : gathered.line()));
            }
            if (nesting.isOutermost() && (next == ',' || next == ']')) {
                return ended(gathered, next == ']', line);
            }
            nesting.follow(next);
            gathered.add(next, line);
        }
    }

    private Optional<Piece> ended(RecordBuffer gathered, boolean last, long line) throws IOException {
        closed = last;
        elements++;
        if (!gathered.isEmpty()) {
            return Optional.of(gathered.toPiece());
        }
        return last && elements == 1
                ? trailing()
                : Optional.of(new Broken(line, "expected a JSON object, found nothing"));
    }

    private static Piece endless(long line) {
        return new Broken(
                line, "expected ] at the end of the array, found the end of the input; it is lost from here on");
    }

    private Optional<Piece> trailing() throws IOException {
        skipBlanks();
        if (bytes.peek() == ByteReader.END) {
            return Optional.empty();
        }
        var rest = new Broken(bytes.line(), "expected the end of the input behind the array; the rest is ignored");
        while (bytes.read() != ByteReader.END) {
            continue;
        }
        return Optional.of(rest);
    }

    private void skipBlanks() throws IOException {
        while (RecordBuffer.isBlank(bytes.peek())) {
            bytes.read();
        }
    }

    /** How deep a byte stands in brackets, those inside strings aside. */
    private static final class Nesting {
        private int depth;
        private boolean inString;
        private boolean escaped;

        boolean isOutermost() {
            return depth == 0 && !inString;
        }

        void follow(int next) {
            if (inString) {
                followString(next);
                return;
            }
            switch (next) {
                case '"' -> inString = true;
                case '{', '[' -> depth++;
                case '}', ']' -> depth = Math.max(0, depth - 1);
                default -> {}
            }
        }

        /** A string cannot hold a line's end: one that does has lost its quote, and ends here. */
        private void followString(int next) {
            inString = next != '\n' && (escaped || next != '"');
            escaped = inString && !escaped && next == '\\';
        }
    }
}
