package io.judgefleet.judgelm.checkpoint.files;

import static io.judgefleet.judgelm.checkpoint.files.CheckpointException.Fault.UNREADABLE_FILE;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.function.Predicate;

/**
 * The bytes of a tensor, stretch by stretch. They are read through the page cache, from which the engine maps them, so that a
 * large checkpoint is read from the disk once for both.
 */
public final class WeightBytes {
    /** Mapped, the weights would stay resident until a collection, beside the engine's own mapping of them. */
    static final int STRETCH = 1 << 20;

    /** Reads until a stretch is taken for the last one. A stretch holds whole elements, little-endian. */
    public static void read(TensorLocation tensor, Predicate<ByteBuffer> isLast) {
        try (var channel = FileChannel.open(tensor.file())) {
            var end = tensor.offset() + tensor.bytes();
            var stretch = ByteBuffer.allocate(STRETCH).order(ByteOrder.LITTLE_ENDIAN);
            for (long at = tensor.offset(); at < end; at += STRETCH) {
                stretch.clear().limit((int) Math.min(STRETCH, end - at));
                fill(stretch, channel, at);
                if (isLast.test(stretch.flip())) {
                    return;
                }
            }
        } catch (IOException e) {
            throw new CheckpointException(UNREADABLE_FILE, tensor.file(), "expected to read its weights", e);
        }
    }

    private static void fill(ByteBuffer stretch, FileChannel channel, long at) throws IOException {
        while (stretch.hasRemaining()) {
            if (channel.read(stretch, at + stretch.position()) < 0) {
                throw new EOFException("expected %d more bytes".formatted(stretch.remaining()));
            }
        }
    }

    private WeightBytes() {}
}
