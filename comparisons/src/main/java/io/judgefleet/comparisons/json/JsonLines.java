package io.judgefleet.comparisons.json;

import java.io.IOException;
import java.util.Optional;

/** An object on each line; blank lines are none. */
final class JsonLines implements Pieces {
    private final ByteReader bytes;

    JsonLines(ByteReader bytes) {
        this.bytes = bytes;
    }

    @Override
    public Optional<Piece> next() throws IOException {
        while (bytes.peek() != ByteReader.END) {
            var line = line();
            if (!line.isEmpty()) {
                return Optional.of(line.toPiece());
            }
        }
        return Optional.empty();
    }

    private RecordBuffer line() throws IOException {
        var gathered = new RecordBuffer();
        long number = bytes.line();
        for (int next = bytes.read(); next != '\n' && next != ByteReader.END; next = bytes.read()) {
            gathered.add(next, number);
        }
        return gathered;
    }
}
