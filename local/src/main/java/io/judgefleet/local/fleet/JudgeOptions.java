package io.judgefleet.local.fleet;

import io.judgefleet.judgelm.Decoding;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that say which judge serves in a fleet on this machine, and how. */
public final class JudgeOptions {
    @Option(
            names = "--model",
            paramLabel = "DIR",
            description = "The judge: a LLaMA-family folder as the Hugging Face hub has it. Default: the bundled one, "
                    + "which is for demonstration only.")
    private @Nullable Path model;

    @Option(
            names = "--decoding",
            paramLabel = "HOW",
            converter = ById.class,
            description = "greedy, or constrained-argmax, which allows the judge nothing but two scores. Default: "
                    + "greedy; constrained-argmax for random weights.")
    private @Nullable Decoding decoding;

    @Option(
            names = {"-P", "--property"},
            paramLabel = "NAME=VALUE",
            showDefaultValue = CommandLine.Help.Visibility.NEVER,
            description = "A property of the worker or the aggregator, such as judgefleet.worker.token-budget=8192; "
                    + "any number of times, see docs/configuration.md.")
    private Map<String, String> properties = new LinkedHashMap<>();

    public LocalJudge judge() {
        var judge = LocalJudge.of(folder());
        return decoding == null ? judge : judge.withDecoding(decoding);
    }

    Path folder() {
        return model == null ? Home.bundledJudge() : model.toAbsolutePath().normalize();
    }

    public Map<String, String> properties() {
        return properties;
    }

    /** The names in configuration, not those in Java. */
    static final class ById implements ITypeConverter<Decoding> {
        @Override
        public Decoding convert(String id) {
            return Arrays.stream(Decoding.values())
                    .filter(decoding -> decoding.id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("expected %s, found \"%s\""
                            .formatted(
                                    Arrays.stream(Decoding.values())
                                            .map(Decoding::id)
                                            .collect(Collectors.joining(" or ")),
                                    id)));
        }
    }
}
