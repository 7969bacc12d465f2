package io.judgefleet.judgelm.checkpoint.files;

import static io.judgefleet.judgelm.checkpoint.files.CheckpointException.Fault.MALFORMED_FILE;
import static io.judgefleet.judgelm.checkpoint.files.CheckpointException.Fault.MISSING_TENSOR;
import static io.judgefleet.judgelm.checkpoint.files.CheckpointException.Fault.UNREADABLE_FILE;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The weight files of a model folder: safetensors where there are any, else PyTorch's shards, each with or without an index. */
public final class WeightFolder {
    private static final List<String> INDEXES = List.of("model.safetensors.index.json", "pytorch_model.bin.index.json");
    private static final List<String> SINGLES = List.of("model.safetensors", "pytorch_model.bin");

    private final Path folder;

    private WeightFolder(Path folder) {
        this.folder = folder;
    }

    /** Every tensor that the folder's weight files declare, by name. */
    public static Map<String, StoredTensor> read(Path folder) {
        return new WeightFolder(folder).tensors();
    }

    private Map<String, StoredTensor> tensors() {
        for (int kind = 0; kind < INDEXES.size(); kind++) {
            if (Files.exists(folder.resolve(SINGLES.get(kind)))) {
                return header(folder.resolve(SINGLES.get(kind)));
            }
            if (Files.exists(folder.resolve(INDEXES.get(kind)))) {
                return sharded(folder.resolve(INDEXES.get(kind)));
            }
        }
        throw new CheckpointException(
                UNREADABLE_FILE,
                folder,
                "expected model.safetensors, pytorch_model.bin or an index of shards, found "
                        + (hasAdapter() ? "a PEFT adapter" : "none"));
    }

    private boolean hasAdapter() {
        return Files.exists(folder.resolve("adapter_model.safetensors"))
                || Files.exists(folder.resolve("adapter_model.bin"));
    }

    private Map<String, StoredTensor> sharded(Path index) {
        var shardOf = shardOf(index);
        var tensors = new HashMap<String, StoredTensor>();
        for (var shard : new TreeSet<>(shardOf.values())) {
            header(folder.resolve(shard)).forEach((name, tensor) -> {
                if (tensors.put(name, tensor) != null) {
                    throw new CheckpointException(
                            MALFORMED_FILE, index, name + ": expected in one shard, found in two");
                }
            });
        }
        shardOf.forEach((name, shard) -> requireIn(index, shard, name, tensors));
        return tensors;
    }

    private static void requireIn(Path index, String shard, String name, Map<String, StoredTensor> tensors) {
        var tensor = tensors.get(name);
        if (tensor == null || !tensor.file().getFileName().toString().equals(shard)) {
            throw new CheckpointException(MISSING_TENSOR, index, name + ": expected in " + shard + ", found none");
        }
    }

    private static Map<String, String> shardOf(Path index) {
        var shardOf = new TreeMap<String, String>();
        for (var entry : JsonFile.read(index).path("weight_map").properties()) {
            var shard = entry.getValue().asText();
            if (!shard.matches("[A-Za-z0-9_][A-Za-z0-9._-]*")) {
                throw new CheckpointException(
                        MALFORMED_FILE, index, entry.getKey() + ": expected a file name, found " + shard);
            }
            shardOf.put(entry.getKey(), shard);
        }
        return shardOf;
    }

    private static Map<String, StoredTensor> header(Path path) {
        try (var file = WeightFile.open(path)) {
            return path.toString().endsWith(".safetensors") ? SafetensorsHeader.read(file) : TorchShard.read(file);
        }
    }
}
