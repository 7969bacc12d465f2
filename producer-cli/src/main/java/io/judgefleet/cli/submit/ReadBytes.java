package io.judgefleet.cli.submit;

import io.judgefleet.comparisons.json.InputSource;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** How many bytes of some sources have been read, of how many; thread-safe. */
final class ReadBytes {
    private static final long UNKNOWN = -1;

    private final AtomicLong read = new AtomicLong();
    private final long total;

    private ReadBytes(long total) {
        this.total = total;
    }

    /** The total is unknown where one of the files is standard input, a pipe, or cannot be looked at. */
    static ReadBytes of(List<Path> files) {
        long total = 0;
        for (var file : files) {
            try {
                if (file.toString().equals("-") || !Files.isRegularFile(file)) {
                    return new ReadBytes(UNKNOWN);
                }
                total += Files.size(file);
            } catch (IOException e) {
                return new ReadBytes(UNKNOWN);
            }
        }
        return new ReadBytes(total);
    }

    /** The same sources, whose bytes are counted as they are read. */
    List<InputSource> counted(List<InputSource> sources) {
        return sources.stream()
                .map(source -> new InputSource(
                        source.name(), () -> new Counted(source.opening().open())))
                .toList();
    }

    /** The share that is read, from 0 to 1; not a number where the total is unknown. */
    double share() {
        return total == UNKNOWN ? Double.NaN : total == 0 ? 1 : Math.min(1, (double) read.get() / total);
    }

    /** Counts what passes. */
    private final class Counted extends FilterInputStream {
        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int octet = super.read();
            read.addAndGet(octet < 0 ? 0 : 1);
            return octet;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            read.addAndGet(Math.max(0, count));
            return count;
        }
    }
}
