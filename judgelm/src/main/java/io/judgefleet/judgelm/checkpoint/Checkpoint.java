package io.judgefleet.judgelm.checkpoint;

import static io.judgefleet.judgelm.checkpoint.files.CheckpointException.Fault.MISSING_TENSOR;
import static io.judgefleet.judgelm.checkpoint.files.CheckpointException.Fault.UNEXPECTED_TENSOR;
import static io.judgefleet.judgelm.checkpoint.files.CheckpointException.Fault.UNREADABLE_FILE;
import static io.judgefleet.judgelm.checkpoint.files.CheckpointException.Fault.WRONG_SHAPE;
import static java.util.Objects.requireNonNull;

import io.judgefleet.judgelm.checkpoint.files.CheckpointException;
import io.judgefleet.judgelm.checkpoint.files.StoredTensor;
import io.judgefleet.judgelm.checkpoint.files.TensorLocation;
import io.judgefleet.judgelm.checkpoint.files.WeightFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A model folder that has been checked: its configuration, and the place of every tensor that the configuration demands. */
public final class Checkpoint {
    private final LlamaConfig config;
    private final Map<String, TensorLocation> tensors;
    private final List<String> ignored;

    private Checkpoint(LlamaConfig config, Map<String, TensorLocation> tensors, List<String> ignored) {
        this.config = config;
        this.tensors = Map.copyOf(tensors);
        this.ignored = List.copyOf(ignored);
    }

    /**
     * Reads the folder's configuration and the directories of its weight files, no weights.
     *
     * @throws CheckpointException if anything is missing, too much, misshapen or cut off
     */
    public static Checkpoint open(Path folder) {
        var config = ConfigReader.read(folder);
        var stored = new TreeMap<>(WeightFolder.read(folder));
        var ignored = stored.keySet().stream()
                .filter(name -> ExpectedTensors.isRedundant(config, name))
                .toList();
        ignored.forEach(stored::remove);
        return new Checkpoint(config, checked(folder, config, stored), ignored);
    }

    public LlamaConfig config() {
        return config;
    }

    /** Where each tensor lies, by its Hugging Face name; buffers that are no weights are left out. */
    public Map<String, TensorLocation> tensors() {
        return tensors;
    }

    /** One of {@link #tensors()}, which must be there. */
    public TensorLocation tensor(String name) {
        return requireNonNull(tensors.get(name), name);
    }

    /** The tensors of the files that are not needed, as {@code rotary_emb.inv_freq}. */
    public List<String> ignored() {
        return ignored;
    }

    /** SHA-256 over the architecture and all weights; reads every byte of them. */
    public String digest() {
        return WeightsDigest.of(config, tensors);
    }

    /** The first weight that is NaN or infinite; reads every byte of the weights where all are finite. */
    public Optional<NonFiniteWeight> nonFinite() {
        return NonFiniteWeight.first(tensors);
    }

    private static Map<String, TensorLocation> checked(
            Path folder, LlamaConfig config, Map<String, StoredTensor> stored) {
        // Layers that outnumber the tensors are only claimed, and nothing is made of a claim: one of the first is
        // missing already.
        var expected = ExpectedTensors.of(config, stored.size());
        stored.forEach((name, tensor) -> requireKnown(name, tensor, expected));
        var sizes = sizes(stored.values());
        var located = new HashMap<String, TensorLocation>();
        expected.forEach((name, shape) -> {
            var tensor = stored.get(name);
            if (tensor == null) {
                throw new CheckpointException(MISSING_TENSOR, folder, name + ": expected " + shape + ", found none");
            }
            var location = tensor.locate(name, sizes.getOrDefault(tensor.file(), 0L));
            requireShape(name, location, shape);
            located.put(name, location);
        });
        return located;
    }

    private static void requireKnown(String name, StoredTensor tensor, Map<String, List<Long>> expected) {
        if (!expected.containsKey(name)) {
            throw new CheckpointException(
                    UNEXPECTED_TENSOR,
                    tensor.file(),
                    "%s: expected no such tensor, found %s%s"
                            .formatted(name, tensor.layout().shape(), origin(name)));
        }
    }

    /** What a tensor that the LLaMA family does not have is known for. */
    private static String origin(String name) {
        if (name.matches("(score|classifier|v_head|value_head|reward_head)\\..*")) {
            return ", the head of a reward model or classifier";
        }
        if (name.matches(".*\\.(qweight|qzeros|scales|g_idx|weight_packed|weight_scale|absmax|quant_state.*)")) {
            return ", of weights that were quantized, as by GPTQ or AWQ";
        }
        return name.matches("(base_model\\.)?.*\\.lora_[AB]\\..*") ? ", of a PEFT adapter" : "";
    }

    private static void requireShape(String name, TensorLocation location, List<Long> shape) {
        var found = Arrays.stream(location.shape()).boxed().toList();
        if (!found.equals(shape)) {
            throw new CheckpointException(
                    WRONG_SHAPE, location.file(), "%s: expected %s, found %s".formatted(name, shape, found));
        }
    }

    private static Map<Path, Long> sizes(Collection<StoredTensor> tensors) {
        var sizes = new HashMap<Path, Long>();
        for (var tensor : tensors) {
            sizes.computeIfAbsent(tensor.file(), Checkpoint::size);
        }
        return sizes;
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new CheckpointException(UNREADABLE_FILE, file, "expected a readable file, found none", e);
        }
    }
}
