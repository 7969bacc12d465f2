package io.judgefleet.judgelm.checkpoint.files;

import static io.judgefleet.judgelm.checkpoint.files.CheckpointException.Fault.MALFORMED_FILE;
import static io.judgefleet.judgelm.checkpoint.files.CheckpointException.Fault.TRUNCATED_FILE;
import static io.judgefleet.judgelm.checkpoint.files.CheckpointException.Fault.UNREADABLE_FILE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Bounded reads from the directory parts of a weight file; the weights themselves are never read here. */
final class WeightFile implements AutoCloseable {
    /** A checkpoint of a thousand layers has a directory of some megabytes. */
    static final int MOST_DIRECTORY_BYTES = 64 << 20;

    private final Path path;
    private final FileChannel channel;
    private final long size;

    private WeightFile(Path path, FileChannel channel, long size) {
        this.path = path;
        this.channel = channel;
        this.size = size;
    }

    static WeightFile open(Path path) {
        requireRegular(path);
        try {
            var channel = FileChannel.open(path, StandardOpenOption.READ);
            var file = new WeightFile(path, channel, channel.size());
            file.refusePointer();
            return file;
        } catch (IOException e) {
            throw new CheckpointException(UNREADABLE_FILE, path, "expected a readable file, found none", e);
        }
    }

    /** A pipe would be waited for without end, and a folder has no bytes. */
    static void requireRegular(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new CheckpointException(
                    UNREADABLE_FILE,
                    path,
                    Files.exists(path)
                            ? "expected a regular file, found something else"
                            : "expected a readable file, found none");
        }
    }

    private void refusePointer() {
        var start = read(0, Math.min(size, LfsPointer.LENGTH), "a file");
        try {
            LfsPointer.refuse(path, start.array());
        } catch (CheckpointException e) {
            close();
            throw e;
        }
    }

    Path path() {
        return path;
    }

    long size() {
        return size;
    }

    /** Some bytes, little-endian; there is no read beyond the end and none of unreasonable length. */
    ByteBuffer read(long offset, long length, String what) {
        if (offset < 0 || length < 0 || length > MOST_DIRECTORY_BYTES) {
            throw malformed("%s of at most %d bytes".formatted(what, MOST_DIRECTORY_BYTES), length + " at " + offset);
        }
        if (offset > size - length) {
            var message = "expected %s of %d bytes at %d, found the end of the file at %d";
            throw new CheckpointException(TRUNCATED_FILE, path, message.formatted(what, length, offset, size));
        }
        var bytes = ByteBuffer.allocate((int) length).order(ByteOrder.LITTLE_ENDIAN);
        try {
            while (bytes.hasRemaining()) {
                if (channel.read(bytes, offset + bytes.position()) < 0) {
                    throw new CheckpointException(TRUNCATED_FILE, path, "expected " + what + ", found the end");
                }
            }
        } catch (IOException e) {
            throw new CheckpointException(UNREADABLE_FILE, path, "expected to read " + what, e);
        }
        return bytes.flip();
    }

    CheckpointException malformed(String expected, Object found) {
        return new CheckpointException(MALFORMED_FILE, path, "expected %s, found %s".formatted(expected, found));
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new CheckpointException(UNREADABLE_FILE, path, "expected to close the file", e);
        }
    }
}
