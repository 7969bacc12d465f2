package io.judgefleet.comparisons.json;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** What gzip data hold, one member after the other; Java's own stream is silent about bytes behind them. */
final class GzipContent extends GZIPInputStream {
    private static final int TRAILER_BYTES = 8;

    private final Counted compressed;
    private long filledTo;

    private GzipContent(Counted compressed) throws IOException {
        super(compressed);
        this.compressed = compressed;
        this.filledTo = compressed.count;
    }

    static GzipContent of(BufferedInputStream compressed) throws IOException {
        try {
            return new GzipContent(new Counted(compressed));
        } catch (EOFException e) {
            var damage = new ZipException("its end in the header");
            damage.initCause(e);
            throw damage;
        }
    }

    /** Whether other bytes stand behind the data; to be asked at their end. */
    boolean hasRest() throws IOException {
        return inf.getRemaining() > TRAILER_BYTES || compressed.count > filledTo || compressed.read() >= 0;
    }

    @Override
    protected void fill() throws IOException {
        super.fill();
        filledTo = compressed.count;
    }

    /** Counts what was read, and knows for certain whether there is more: the members of a pipe come late. */
    private static final class Counted extends FilterInputStream {
        private long count;

        Counted(BufferedInputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int next = in.read();
            count += next < 0 ? 0 : 1;
            return next;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = in.read(buffer, offset, length);
            count += Math.max(0, read);
            return read;
        }

        @Override
        public int available() throws IOException {
            in.mark(1);
            int next = in.read();
            in.reset();
            return next < 0 ? 0 : Math.max(1, in.available());
        }
    }
}
