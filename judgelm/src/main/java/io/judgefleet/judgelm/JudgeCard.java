package io.judgefleet.judgelm;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** What a judge's folder says of itself in {@code judgefleet-judge.json}, a file that need not be there. */
public record JudgeCard(String name, String weights) {
    private static final String FILE = "judgefleet-judge.json";
    private static final Set<String> ORIGINS = Set.of("random", "trained");

    /** The card of a model folder; without one, the folder's name and nothing about the weights. */
    public static JudgeCard read(Path folder) {
        var file = folder.resolve(FILE);
        var folderName = folder.toAbsolutePath().normalize().getFileName();
        var name = folderName == null ? "judge" : folderName.toString();
        if (!Files.exists(file)) {
            return new JudgeCard(name, "unstated");
        }
        try {
            var json = new ObjectMapper().readTree(file.toFile());
            var weights = json.path("weights").asText("unstated");
            if (!ORIGINS.contains(weights) && !weights.equals("unstated")) {
                throw new IllegalArgumentException(
                        "expected \"random\" or \"trained\" as weights in %s, found \"%s\"".formatted(file, weights));
            }
            return new JudgeCard(json.path("name").asText(name), weights);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "expected a JSON object in %s, found: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** Whether the weights were never trained, so that what they say means nothing. */
    public boolean isRandom() {
        return weights.equals("random");
    }
}
