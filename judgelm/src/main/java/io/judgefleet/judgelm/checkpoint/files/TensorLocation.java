package io.judgefleet.judgelm.checkpoint.files;

import java.nio.file.Path;

/** A contiguous, row-major, little-endian tensor inside a file, starting at a byte offset. */
@SuppressWarnings("ArrayRecordComponent") // read by the engine, never compared
public record TensorLocation(Path file, long offset, DType dtype, long[] shape) {
    /** The number of elements. */
    public long elements() {
        long elements = 1;
        for (var extent : shape) {
            elements = Math.multiplyExact(elements, extent);
        }
        return elements;
    }

    /** The number of bytes in the file. */
    public long bytes() {
        return Math.multiplyExact(elements(), dtype.bytes());
    }
}
