package io.judgefleet.cli.submit;

import io.judgefleet.comparisons.input.InputFormat;
import io.judgefleet.comparisons.input.InputSettings;
import io.judgefleet.comparisons.json.InputSource;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Stack;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** The options that say what is read and which part of it is wanted. */
final class InputOptions {
    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "Comparisons, one JSON object per line or one array, gzip or not; - is standard input.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}. Default: what the first object looks like.")
    private @Nullable InputFormat format;

    @Option(
            names = "--dataset",
            paramLabel = "NAME",
            description = "The data set of all comparisons, in whatever format. Default: what the lines say, or the"
                    + " format's own.")
    private @Nullable String dataset;

    @Option(names = "--skip", defaultValue = "0", paramLabel = "N", description = "Leave out the first N comparisons.")
    private long skip;

    @Option(names = "--limit", paramLabel = "N", description = "Submit no more than N comparisons.")
    private long limit = Long.MAX_VALUE;

    @Option(
            names = "--sample",
            defaultValue = "1",
            paramLabel = "SHARE",
            description = "Submit this share, 0 to 1; the same ones every time.")
    private double sample = 1;

    @Option(
            names = "--on-invalid",
            arity = "1",
            paramLabel = "fail|skip|report FILE",
            parameterConsumer = Words.class,
            converter = PolicyConverter.class,
            description = "How to handle invalid lines: fail, skip with a warning (default), or report to FILE.")
    private InvalidLines.Policy onInvalid = InvalidLines.Policy.SKIP;

    List<InputSource> sources(InputStream standardInput) {
        return files.stream()
                .map(file -> InputSource.named(file, standardInput))
                .toList();
    }

    /** Says which file is missing before anything else is asked for. */
    void requireFiles() throws NoSuchFileException {
        for (var file : files) {
            if (!file.toString().equals("-") && Files.notExists(file)) {
                throw new NoSuchFileException(file.toString());
            }
        }
    }

    List<Path> files() {
        return files;
    }

    boolean isStandardInput() {
        return files.contains(Path.of("-"));
    }

    InputSettings settings(Instant readAt) {
        return new InputSettings(Optional.ofNullable(format), Optional.ofNullable(dataset), readAt);
    }

    Selection selection() {
        return new Selection(skip, limit, sample);
    }

    InvalidLines.Policy onInvalid() {
        return onInvalid;
    }

    /** Takes a second word after {@code report} and after no other. */
    static final class Words implements IParameterConsumer {
        @Override
        public void consumeParameters(Stack<String> words, ArgSpec argument, CommandSpec command) {
            if (words.isEmpty()) {
                throw new ParameterException(command.commandLine(), "expected fail, skip or report FILE");
            }
            var text = words.pop();
            if (text.equals("report") && !words.isEmpty()) {
                text += " " + words.pop();
            }
            try {
                argument.setValue(new PolicyConverter().convert(text));
            } catch (TypeConversionException e) {
                throw new ParameterException(command.commandLine(), "--on-invalid: " + e.getMessage(), e);
            }
        }
    }

    /** Reads the whole of the option. */
    static final class PolicyConverter implements ITypeConverter<InvalidLines.Policy> {
        @Override
        public InvalidLines.Policy convert(String text) {
            var words = text.split(" ", 2);
            return switch (words[0].toLowerCase(Locale.ROOT)) {
                case "fail" -> new InvalidLines.Policy(InvalidLines.Word.FAIL, Optional.empty());
                case "skip" -> InvalidLines.Policy.SKIP;
                case "report" -> new InvalidLines.Policy(InvalidLines.Word.REPORT, Optional.of(file(words)));
                default ->
                    throw new TypeConversionException("expected fail, skip or report FILE, found \"" + text + "\"");
            };
        }

        private static Path file(String[] words) {
            if (words.length < 2 || words[1].isBlank()) {
                throw new TypeConversionException("expected a file after report, found none");
            }
            return Path.of(words[1]);
        }
    }
}
