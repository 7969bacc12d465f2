package io.judgefleet.servers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;

/**
 * A file to which a child's output is appended and which does not grow without bound: when it is full it becomes the
 * earlier one, {@code worker.log.1}, and the one that was earlier until then goes.
 *
 * <p>A disk that takes nothing more costs lines, not the child.
 */
final class BoundedLog {
    /** Of one file; two of them are kept. */
    static final long DEFAULT_BYTES = 16L << 20;

    private final Path file;
    private final long maxBytes;
    private OutputStream out;
    private long bytes;

    private BoundedLog(Path file, long maxBytes) throws IOException {
        this.file = file;
        this.maxBytes = maxBytes;
        Files.createDirectories(file.toAbsolutePath().getParent());
        this.out = open();
    }

    /** Appends all of a child's output on a thread of its own; completes with the end of the output. */
    static CompletableFuture<Void> append(InputStream output, Path file, long maxBytes) {
        try {
            var log = new BoundedLog(file, maxBytes);
            var ended = new CompletableFuture<Void>();
            Thread.ofPlatform().daemon().name("log-" + file.getFileName()).start(() -> log.copy(output, ended));
            return ended;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private void copy(InputStream output, CompletableFuture<Void> ended) {
        var buffer = new byte[8192];
        try (output) {
            for (int read = output.read(buffer); read >= 0; read = output.read(buffer)) {
                write(buffer, read);
            }
        } catch (IOException e) {
            // The child's end of the pipe is gone.
        } finally {
            close();
            ended.complete(null);
        }
    }

    private void write(byte[] buffer, int count) {
        try {
            if (bytes >= maxBytes) {
                out.close();
                Files.move(file, earlier(), StandardCopyOption.REPLACE_EXISTING);
                out = open();
            }
            out.write(buffer, 0, count);
            bytes += count;
        } catch (IOException e) {
            // Lost; the child must go on.
        }
    }

    private OutputStream open() throws IOException {
        bytes = Files.exists(file) ? Files.size(file) : 0;
        return Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private Path earlier() {
        return file.resolveSibling(file.getFileName() + ".1");
    }

    private void close() {
        try {
            out.close();
        } catch (IOException e) {
            // Nothing is left to write.
        }
    }
}
