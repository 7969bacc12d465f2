package io.judgefleet.judgelm.checkpoint;

import static java.util.Comparator.comparing;

import io.judgefleet.judgelm.checkpoint.files.DType;
import io.judgefleet.judgelm.checkpoint.files.TensorLocation;
import io.judgefleet.judgelm.checkpoint.files.WeightBytes;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * A weight that is NaN or infinite.
 *
 * @param tensor the Hugging Face name of its tensor
 * @param row its place along the tensor's first extent; in an embedding, the token
 */
public record NonFiniteWeight(String tensor, long row, double value) {
    /** The first one of the tensors in the order of their names; reads every byte of them where there is none. */
    public static Optional<NonFiniteWeight> first(Map<String, TensorLocation> tensors) {
        return tensors.entrySet().stream()
                .sorted(comparing(Map.Entry::getKey))
                .parallel()
                .flatMap(entry -> first(entry.getKey(), entry.getValue()).stream())
                .findFirst();
    }

    @Override
    public String toString() {
        return "%s in row %d of %s".formatted(value, row, tensor);
    }

    private static Optional<NonFiniteWeight> first(String name, TensorLocation tensor) {
        var scan = new Scan(tensor);
        WeightBytes.read(tensor, scan::finds);
        return scan.place < 0
                ? Optional.empty()
                : Optional.of(new NonFiniteWeight(name, scan.place / rowLength(tensor), scan.value));
    }

    private static long rowLength(TensorLocation tensor) {
        return tensor.elements() / tensor.shape()[0];
    }

    /** Goes through a tensor's elements up to the first that is not finite. */
    private static final class Scan {
        private final DType dtype;
        private long passed;
        private long place = -1;
        private double value;

        Scan(TensorLocation tensor) {
            this.dtype = tensor.dtype();
        }

        boolean finds(ByteBuffer stretch) {
            int count = stretch.remaining() / dtype.bytes();
            var found = firstOf(stretch, count);
            if (found.isPresent()) {
                place = passed + found.getAsInt();
                value = dtype.number(stretch, found.getAsInt() * dtype.bytes());
            }
            passed += count;
            return found.isPresent();
        }

        private OptionalInt firstOf(ByteBuffer stretch, int count) {
            return IntStream.range(0, count)
                    .filter(index -> !Float.isFinite(dtype.number(stretch, index * dtype.bytes())))
                    .findFirst();
        }
    }
}
