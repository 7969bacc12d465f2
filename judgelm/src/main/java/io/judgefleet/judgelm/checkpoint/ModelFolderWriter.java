package io.judgefleet.judgelm.checkpoint;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.judgefleet.judgelm.checkpoint.files.Safetensors;
import io.judgefleet.judgelm.checkpoint.files.Safetensors.NumbersByName;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;

/**
 * Writes a model folder as the Hugging Face hub has it, but for the tokenizer.
 *
 * @param name what the judge is called in verdicts
 * @param weights where its weights come from: {@code random} or {@code trained}
 */
public record ModelFolderWriter(String name, String weights, LlamaConfig config) {
    private static final int BUFFER = 1 << 16;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** Writes the configuration, the judge's card and the weights, in the type that the configuration names. */
    public void write(Path folder, NumbersByName numbers) throws IOException {
        Files.createDirectories(folder);
        json(folder.resolve("config.json"), ConfigWriter.config(config));
        json(folder.resolve("generation_config.json"), ConfigWriter.generation(config));
        json(folder.resolve("judgefleet-judge.json"), card());
        try (var out = new BufferedOutputStream(Files.newOutputStream(folder.resolve("model.safetensors")), BUFFER)) {
            Safetensors.write(out, config.dtype(), new TreeMap<>(ExpectedTensors.of(config)), numbers);
        }
    }

    static void json(Path file, ObjectNode json) throws IOException {
        Files.writeString(file, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n");
    }

    /** By this file a judge is known as one whose verdicts mean something, or nothing. */
    private ObjectNode card() {
        return JsonNodeFactory.instance.objectNode().put("name", name).put("weights", weights);
    }
}
