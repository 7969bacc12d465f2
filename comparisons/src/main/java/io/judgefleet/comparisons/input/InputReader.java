package io.judgefleet.comparisons.input;

import io.judgefleet.comparisons.input.Item.Accepted;
import io.judgefleet.comparisons.input.Item.Rejected;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * The items of one source, in its order: an object per line or the elements of one array, compressed or not.
 *
 * <p>Memory is bounded by the largest piece and the ids seen. Whatever the bytes are, they become items; only a source
 * that cannot be read at all throws.
 */
public final class InputReader implements AutoCloseable {
    private static final int GZIP_MAGIC_FIRST = 0x1F;
    private static final int GZIP_MAGIC_SECOND = 0x8B;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final String source;
    private final ByteReader bytes;
    private final Pieces pieces;
    private final SeenIds seen;
    private final Instant readAt;
    private @Nullable InputFormat format;
    private boolean ended;

    private InputReader(String source, ByteReader bytes, Optional<InputFormat> format, SeenIds seen, Instant readAt)
            throws IOException {
        this.source = source;
        this.bytes = bytes;
        this.pieces = startsArray(bytes) ? new JsonArray(bytes) : new JsonLines(bytes);
        this.format = format.orElse(null);
        this.seen = seen;
        this.readAt = readAt;
    }

    /**
     * Opens a source.
     *
     * @param format absent where the first object shall betray it
     * @param seen the ids of all sources that are one input
     * @param readAt when labels without a time were given
     */
    public static InputReader open(InputSource source, Optional<InputFormat> format, SeenIds seen, Instant readAt)
            throws IOException {
        var stream = source.open();
        try {
            return new InputReader(source.name(), new ByteReader(decompressed(stream)), format, seen, readAt);
        } catch (IOException e) {
            stream.close();
            throw e;
        }
    }

    /** The next item; empty at the end of the source, and from then on. */
    public Optional<Item> next() throws IOException {
        if (ended) {
            return Optional.empty();
        }
        try {
            return pieces.next().map(this::item);
        } catch (EOFException | ZipException e) {
            ended = true;
            return Optional.of(rejected(bytes.line(), "expected whole gzip data, found damage: " + e.getMessage()));
        }
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }

    private Item item(Piece piece) {
        return switch (piece) {
            case Piece.Broken broken -> rejected(broken.line(), broken.reason());
            case Piece.Whole whole -> item(whole);
        };
    }

    private Item item(Piece.Whole piece) {
        try {
            var fields = Fields.of(Json.parse(piece.bytes()));
            return item(new Position(source, piece.line()), adapter(fields).read(fields, readAt));
        } catch (IllegalArgumentException e) {
            return rejected(piece.line(), String.valueOf(e.getMessage()));
        }
    }

    private Item item(Position position, Entry entry) {
        var id = entry.comparison().id();
        return seen.note(id, position)
                .<Item>map(first -> new Rejected(
                        position, "duplicate id %s, first on %s".formatted(Quoted.of(id.value()), first(first))))
                .orElseGet(() -> new Accepted(position, entry.comparison(), entry.labels(), entry.booleanAnswers()));
    }

    private String first(Position first) {
        return first.source().equals(source) ? "line " + first.line() : first.toString();
    }

    private Adapter adapter(Fields fields) {
        if (format == null) {
            format = InputFormat.of(fields);
        }
        return format.adapter();
    }

    private Rejected rejected(long line, String reason) {
        return new Rejected(new Position(source, line), reason);
    }

    private static InputStream decompressed(InputStream stream) throws IOException {
        var buffered = new BufferedInputStream(stream);
        buffered.mark(2);
        boolean isGzip = buffered.read() == GZIP_MAGIC_FIRST && buffered.read() == GZIP_MAGIC_SECOND;
        buffered.reset();
        return withoutMark(isGzip ? unzipped(buffered) : buffered);
    }

    private static InputStream unzipped(InputStream zipped) throws IOException {
        try {
            return new GZIPInputStream(zipped);
        } catch (EOFException e) {
            var damage = new ZipException("expected whole gzip data, found its end in the header");
            damage.initCause(e);
            throw damage;
        }
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

    private static boolean startsArray(ByteReader bytes) throws IOException {
        while (Gathering.isBlank(bytes.peek())) {
            bytes.read();
        }
        return bytes.peek() == '[';
    }
}
