package io.judgefleet.judgelm.checkpoint.files;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value on the stack of {@link Unpickler}: the few kinds that a file of tensors is made of. */
sealed interface Pickled {
    /** Nothing, a flag or a fraction: present in pickles, of no use to us. */
    record Plain(String spelling) implements Pickled {}

    record Number(long value) implements Pickled {}

    record Text(String value) implements Pickled {}

    record Tuple(List<Pickled> items) implements Pickled {}

    /** A class or function that the pickle names; it is compared, never looked up. */
    record Global(String name) implements Pickled {}

    /** A stretch of one of the file's data entries. */
    record Storage(String typeName, String key) implements Pickled {}

    record Tensor(Storage storage, long skipped, StoredTensor.Layout layout) implements Pickled {}

    /** A dictionary or list while it is being filled; compared by identity, as it may come to hold itself. */
    final class Container implements Pickled {
        private final Map<String, Pickled> entries = new LinkedHashMap<>();

        Map<String, Pickled> entries() {
            return entries;
        }
    }

    /** The beginning of a run of values on the stack. */
    record Mark() implements Pickled {}
}
