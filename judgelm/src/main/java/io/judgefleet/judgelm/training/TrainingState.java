package io.judgefleet.judgelm.training;

import io.judgefleet.judgelm.checkpoint.files.DType;
import io.judgefleet.judgelm.checkpoint.files.Safetensors;
import io.judgefleet.judgelm.training.TrainingProgram.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All that a run needs to go on after a step as if it had never stopped, but for the plan. */
record TrainingState(int step, Map<Kind, Map<String, float[]>> tensors) {
    private static final String SEPARATOR = ":";

    static TrainingState of(TrainingProgram program, int step) {
        var tensors = new EnumMap<Kind, Map<String, float[]>>(Kind.class);
        for (var kind : List.of(program.trainedKind(), Kind.AVERAGE, Kind.SQUARE)) {
            tensors.put(kind, program.read(kind));
        }
        return new TrainingState(step, tensors);
    }

    void restore(TrainingProgram program) {
        tensors.forEach(program::restore);
    }

    void write(OutputStream out) throws IOException {
        var values = new LinkedHashMap<String, float[]>();
        tensors.forEach((kind, byName) -> byName.forEach((name, value) -> values.put(kind + SEPARATOR + name, value)));
        var shapes = new LinkedHashMap<String, List<Long>>();
        values.forEach((name, value) -> shapes.put(name, List.of((long) value.length)));
        Safetensors.write(out, DType.FP32, shapes, name -> sink -> {
            for (var number : values.getOrDefault(name, new float[0])) {
                sink.put(number);
            }
        });
    }

    static TrainingState read(Path file, int step) {
        var tensors = new EnumMap<Kind, Map<String, float[]>>(Kind.class);
        Safetensors.locate(file).forEach((name, location) -> {
            var parts = name.split(SEPARATOR, 2);
            var kind = Arrays.stream(Kind.values())
                    .filter(each -> each.name().equals(parts[0]))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "expected a state of a training run in %s, found a tensor %s".formatted(file, name)));
            tensors.computeIfAbsent(kind, any -> new LinkedHashMap<>()).put(parts[1], Weights.read(location));
        });
        return new TrainingState(step, tensors);
    }
}
