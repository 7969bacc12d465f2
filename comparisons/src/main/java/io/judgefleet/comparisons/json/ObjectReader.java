package io.judgefleet.comparisons.json;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * The JSON objects of one source, in its order: an object per line or the elements of one array, compressed or not. Every
 * command that reads a file reads it with this.
 *
 * <p>Memory is bounded by the largest piece. Whatever the bytes are, they become objects or places that hold none; only a
 * source that cannot be read at all throws.
 */
public final class ObjectReader implements AutoCloseable {
    private static final int GZIP_MAGIC_FIRST = 0x1F;
    private static final int GZIP_MAGIC_SECOND = 0x8B;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final String source;
    private final @Nullable GzipContent gzip;
    private final ByteReader bytes;
    private final @Nullable String refusal;
    private final Pieces pieces;
    private boolean ended;

    private ObjectReader(String source, BufferedInputStream stream) throws IOException {
        this.source = source;
        this.gzip = isGzip(stream) ? GzipContent.of(stream) : null;
        var content = new BufferedInputStream(withoutMark(gzip == null ? stream : gzip));
        this.refusal = foreign(content).map(ForeignContent::reason).orElse(null);
        this.bytes = new ByteReader(content);
        this.pieces = startsArray(bytes) ? new JsonArray(bytes) : new JsonLines(bytes);
    }

    /** Nothing of the source can be read. */
    private ObjectReader(String source, InputStream stream, String refusal) {
        this.source = source;
        this.gzip = null;
        this.bytes = new ByteReader(stream);
        this.refusal = refusal;
        this.pieces = Optional::empty;
    }

    /** Opens a source; its name stands in all positions. */
    public static ObjectReader open(InputSource source) throws IOException {
        var stream = source.open();
        try {
            return new ObjectReader(source.name(), new BufferedInputStream(stream));
        } catch (EOFException | ZipException e) {
            return new ObjectReader(source.name(), stream, damage(e));
        } catch (IOException e) {
            stream.close();
            throw e;
        }
    }

    /** What comes next; empty at the end of the source, and from then on. */
    public Optional<Found> next() throws IOException {
        if (ended) {
            return Optional.empty();
        }
        if (refusal != null) {
            return last(refusal, 1);
        }
        try {
            var piece = pieces.next();
            return piece.isPresent() ? piece.map(this::found) : rest();
        } catch (EOFException | ZipException e) {
            return last(damage(e), bytes.line());
        }
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }

    private Found found(Piece piece) {
        var position = new Position(source, piece.line());
        return switch (piece) {
            case Piece.Broken broken -> new Found.Broken(position, broken.reason());
            case Piece.Whole whole -> {
                try {
                    yield new Found.Whole(position, Fields.of(Json.parse(whole.bytes())));
                } catch (IllegalArgumentException e) {
                    yield new Found.Broken(position, String.valueOf(e.getMessage()));
                }
            }
        };
    }

    private Optional<Found> rest() throws IOException {
        ended = true;
        return gzip != null && gzip.hasRest()
                ? last(
                        "expected the end of the file behind the gzip data, found other bytes, which are not read",
                        bytes.line())
                : Optional.empty();
    }

    private Optional<Found> last(String reason, long line) {
        ended = true;
        return Optional.of(new Found.Broken(new Position(source, line), reason));
    }

    private static String damage(IOException thrown) {
        return thrown instanceof EOFException
                ? "expected whole gzip data, found its end in the middle"
                : "expected whole gzip data, found damage: " + thrown.getMessage();
    }

    private static boolean isGzip(BufferedInputStream stream) throws IOException {
        stream.mark(2);
        boolean isGzip = stream.read() == GZIP_MAGIC_FIRST && stream.read() == GZIP_MAGIC_SECOND;
        stream.reset();
        return isGzip;
    }

    /** Some editors write a byte-order mark where UTF-8 needs none. */
    private static InputStream withoutMark(InputStream stream) throws IOException {
        var pushback = new PushbackInputStream(stream, BYTE_ORDER_MARK.length);
        var start = pushback.readNBytes(BYTE_ORDER_MARK.length);
        if (!Arrays.equals(start, BYTE_ORDER_MARK)) {
            pushback.unread(start);
        }
        return pushback;
    }

    private static Optional<ForeignContent> foreign(BufferedInputStream content) throws IOException {
        content.mark(ForeignContent.BYTES);
        var start = new byte[ForeignContent.BYTES];
        // One read: a pipe that is slow shall not be waited for.
        int count = content.read(start);
        content.reset();
        return count < 0 ? Optional.empty() : ForeignContent.of(Arrays.copyOf(start, count));
    }

    private static boolean startsArray(ByteReader bytes) throws IOException {
        while (RecordBuffer.isBlank(bytes.peek())) {
            bytes.read();
        }
        return bytes.peek() == '[';
    }
}
