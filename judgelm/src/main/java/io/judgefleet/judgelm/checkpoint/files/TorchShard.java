package io.judgefleet.judgelm.checkpoint.files;

import io.judgefleet.judgelm.checkpoint.files.Pickled.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The directory of a {@code .bin} shard: a zip of one pickle and one entry for each storage. */
final class TorchShard {
    private static final String PICKLE = "data.pkl";

    private final WeightFile file;
    private final Map<String, StoredZip.Entry> entries;
    private final String folder;

    private TorchShard(WeightFile file, Map<String, StoredZip.Entry> entries, String folder) {
        this.file = file;
        this.entries = entries;
        this.folder = folder;
    }

    static Map<String, StoredTensor> read(WeightFile file) {
        var entries = StoredZip.read(file);
        var pickles = entries.keySet().stream()
                .filter(name -> name.equals(PICKLE) || name.endsWith("/" + PICKLE))
                .toList();
        if (pickles.size() != 1) {
            throw file.malformed("one data.pkl in the zip", pickles.size());
        }
        return new TorchShard(file, entries, folderOf(pickles)).tensors();
    }

    private static String folderOf(List<String> pickles) {
        return pickles.getFirst().substring(0, pickles.getFirst().length() - PICKLE.length());
    }

    private Map<String, StoredTensor> tensors() {
        refuseBigEndian();
        var pickle = entry(PICKLE);
        var code = file.read(pickle.start(), pickle.length(), PICKLE);
        var tensors = new HashMap<String, StoredTensor>();
        Unpickler.read(file, code).forEach((name, tensor) -> tensors.put(name, stored(tensor)));
        return tensors;
    }

    private void refuseBigEndian() {
        if (entries.containsKey(folder + "byteorder")) {
            var order = entry("byteorder");
            var bytes = file.read(order.start(), order.length(), "a byte order");
            if (bytes.remaining() == 0 || bytes.get(0) != 'l') {
                throw file.malformed("byte order little", "another one");
            }
        }
    }

    private StoredTensor stored(Tensor tensor) {
        var storage = tensor.storage();
        var entry = entry("data/" + storage.key());
        var typeName = storage.typeName();
        return new StoredTensor(
                file.path(),
                typeName,
                dtype(typeName),
                entry.start(),
                entry.start() + entry.length(),
                tensor.skipped(),
                tensor.layout());
    }

    private StoredZip.Entry entry(String name) {
        var entry = entries.get(folder + name);
        if (entry == null) {
            throw file.malformed("an entry " + folder + name, "none");
        }
        return entry;
    }

    private static @Nullable DType dtype(String storageType) {
        return switch (storageType) {
            case "Float" -> DType.FP32;
            case "Half" -> DType.FP16;
            case "BFloat16" -> DType.BF16;
            default -> null;
        };
    }
}
