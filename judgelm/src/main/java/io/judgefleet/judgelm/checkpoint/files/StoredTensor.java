package io.judgefleet.judgelm.checkpoint.files;

import static io.judgefleet.judgelm.checkpoint.files.CheckpointException.Fault.MALFORMED_FILE;
import static io.judgefleet.judgelm.checkpoint.files.CheckpointException.Fault.TRUNCATED_FILE;
import static io.judgefleet.judgelm.checkpoint.files.CheckpointException.Fault.UNSUPPORTED;
import static io.judgefleet.judgelm.checkpoint.files.CheckpointException.Fault.WRONG_DTYPE;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tensor as a weight file declares it, before anything is checked.
 *
 * @param dtype the element type, or null where the file names one that is none of ours
 * @param start the first byte of its storage, and {@code end} the byte behind the last one
 * @param skipped elements of the storage that lie before the tensor
 */
public record StoredTensor(
        Path file, String typeName, @Nullable DType dtype, long start, long end, long skipped, Layout layout) {

    /** The extents of a tensor and how many elements apart their steps are. */
    public record Layout(List<Long> shape, List<Long> strides) {
        /** Extents whose last one runs fastest, without gaps. */
        static Layout contiguous(List<Long> shape) {
            return new Layout(shape, rowMajor(shape));
        }

        /** A stride along an extent of one is never walked, so it may be anything. */
        boolean isContiguous() {
            var expected = rowMajor(shape);
            for (int i = 0; i < shape.size(); i++) {
                if (shape.get(i) > 1 && !strides.get(i).equals(expected.get(i))) {
                    return false;
                }
            }
            return true;
        }

        private static List<Long> rowMajor(List<Long> shape) {
            var strides = new Long[shape.size()];
            long stride = 1;
            for (int i = strides.length - 1; i >= 0; i--) {
                strides[i] = stride;
                stride = Math.multiplyExact(stride, Math.max(1, shape.get(i)));
            }
            return Arrays.asList(strides);
        }
    }

    /** Where the tensor lies, if it is one that can be computed with and its file holds all of it. */
    public TensorLocation locate(String name, long fileSize) {
        if (dtype == null) {
            throw fault(WRONG_DTYPE, name, "element type fp32, fp16 or bf16", typeName);
        }
        try {
            if (layout.shape().stream().anyMatch(extent -> extent < 0) || skipped < 0 || start < 0) {
                throw fault(MALFORMED_FILE, name, "no negative extent or offset", layout.shape());
            }
            if (layout.strides().size() != layout.shape().size()) {
                throw fault(MALFORMED_FILE, name, "a stride for each extent of " + layout.shape(), layout.strides());
            }
            if (!layout.isContiguous()) {
                throw fault(UNSUPPORTED, name, "a contiguous tensor", "strides " + layout.strides());
            }
            return located(name, dtype, fileSize);
        } catch (ArithmeticException e) {
            throw new CheckpointException(MALFORMED_FILE, file, name + ": expected extents within 2^63 bytes", e);
        }
    }

    private TensorLocation located(String name, DType type, long fileSize) {
        var offset = Math.addExact(start, Math.multiplyExact(skipped, type.bytes()));
        var shape = layout.shape().stream().mapToLong(Long::longValue).toArray();
        var location = new TensorLocation(file, offset, type, shape);
        var last = Math.addExact(offset, location.bytes());
        if (last > end) {
            throw fault(MALFORMED_FILE, name, "at most " + (end - start) + " bytes of storage", last - start);
        }
        if (last > fileSize) {
            throw fault(TRUNCATED_FILE, name, "a file of at least " + last + " bytes", fileSize);
        }
        return location;
    }

    private CheckpointException fault(CheckpointException.Fault fault, String name, String expected, Object found) {
        return new CheckpointException(fault, file, "%s: expected %s, found %s".formatted(name, expected, found));
    }
}
