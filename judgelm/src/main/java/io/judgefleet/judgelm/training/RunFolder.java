package io.judgefleet.judgelm.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.judgefleet.judgelm.checkpoint.LlamaConfig;
import io.judgefleet.judgelm.checkpoint.ModelFolderWriter;
import io.judgefleet.judgelm.checkpoint.files.DType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What a run leaves behind: {@code config.json}, {@code metrics.jsonl}, {@code curve.svg}, saved states and the model. */
public final class RunFolder {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final List<String> TOKENIZER_FILES =
            List.of("tokenizer.model", "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json");

    private final Path folder;
    private final List<StepReport> reports = new ArrayList<>();

    public RunFolder(Path folder) {
        this.folder = folder;
    }

    StateFiles states() {
        return new StateFiles(folder.resolve("states"));
    }

    /** Where the model lies while it is examined during the run. */
    Path examined() {
        return folder.resolve("examined");
    }

    public Path model() {
        return folder.resolve("model");
    }

    /**
     * Writes the plan, or, to go on with a run, checks that it is the one that the run began with.
     *
     * @throws IllegalArgumentException if the folder has another run, or one that was not to be resumed
     */
    void begin(TrainingPlan plan, boolean resumed) throws IOException {
        var file = folder.resolve("config.json");
        ObjectNode json = MAPPER.valueToTree(plan);
        if (Files.exists(file)) {
            if (!resumed) {
                throw new IllegalArgumentException("expected an empty folder or --resume, found a run in " + folder);
            }
            requireSame(MAPPER.readTree(file.toFile()), MAPPER.readTree(MAPPER.writeValueAsString(json)));
            return;
        }
        Files.createDirectories(folder);
        requireEmpty();
        Files.writeString(file, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n");
    }

    private void requireEmpty() throws IOException {
        try (var files = Files.list(folder)) {
            var found = files.findFirst();
            if (found.isPresent()) {
                throw new IllegalArgumentException("expected an empty folder or a run in %s, found %s"
                        .formatted(folder, found.get().getFileName()));
            }
        }
    }

    /** Forgets the reports of steps that are to be made again. */
    void keepReports(int lastStep) throws IOException {
        var file = folder.resolve("metrics.jsonl");
        if (!Files.exists(file)) {
            return;
        }
        var kept = new ArrayList<String>();
        for (var line : Files.readAllLines(file)) {
            var json = MAPPER.readTree(line);
            if (json.path("step").asInt() <= lastStep) {
                kept.add(line);
                reports.add(MetricsLine.report(json));
            }
        }
        Files.write(file, kept);
    }

    void report(StepReport report) throws IOException {
        reports.add(report);
        Files.writeString(
                folder.resolve("metrics.jsonl"),
                MAPPER.writeValueAsString(MetricsLine.of(report)) + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    List<StepReport> reports() {
        return List.copyOf(reports);
    }

    void drawCurve() throws IOException {
        Files.writeString(folder.resolve("curve.svg"), CurveSvg.of(reports));
    }

    /** Writes a model with its base's tokenizer; a model of that name is replaced file by file. */
    void write(Path target, Path base, String name, Weights weights, DType dtype) throws IOException {
        new ModelFolderWriter(name, "trained", withDtype(weights.config(), dtype)).write(target, tensor -> sink -> {
            for (var number : Objects.requireNonNull(weights.values().get(tensor))) {
                sink.put(number);
            }
        });
        for (var file : TOKENIZER_FILES) {
            if (Files.exists(base.resolve(file))) {
                Files.copy(base.resolve(file), target.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static LlamaConfig withDtype(LlamaConfig config, DType dtype) {
        return new LlamaConfig(
                config.modelType(), config.dimensions(), config.attention(), config.rope(), config.tokens(), dtype);
    }

    private void requireSame(JsonNode began, JsonNode now) {
        for (var part : now.properties()) {
            if (!part.getValue().equals(began.path(part.getKey()))) {
                throw new IllegalArgumentException("expected the run's own %s to resume it, %s, found %s"
                        .formatted(part.getKey(), began.path(part.getKey()), part.getValue()));
            }
        }
    }
}
