package io.judgefleet.cli.submit.requests;

import io.judgefleet.schemas.JudgeRequest;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How a request's key is made, such as {@code {question_id}}: requests with equal keys stay in order and together. */
public record KeyTemplate(String pattern) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");
    private static final Set<String> NAMES =
            Set.of("question_id", "comparison_id", "request_id", "dataset", "category", "tenant", "random");

    public static final KeyTemplate QUESTION = new KeyTemplate("{question_id}");

    public KeyTemplate {
        PLACEHOLDER.matcher(pattern).results().map(result -> result.group(1)).forEach(KeyTemplate::check);
    }

    byte[] key(JudgeRequest request) {
        return PLACEHOLDER
                .matcher(pattern)
                .replaceAll(placeholder -> java.util.regex.Matcher.quoteReplacement(value(placeholder, request)))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String value(MatchResult placeholder, JudgeRequest request) {
        var comparison = request.comparison();
        return switch (placeholder.group(1)) {
            case "question_id" -> comparison.question().id();
            case "comparison_id" -> comparison.id().value();
            case "request_id" -> request.id().value();
            case "dataset" -> comparison.dataset().orElse("");
            case "category" -> comparison.category().orElse("");
            case "tenant" -> request.routing().tenant().orElse("");
            default -> UUID.randomUUID().toString();
        };
    }

    private static void check(String name) {
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException("expected one of %s in braces, found {%s}"
                    .formatted(String.join(", ", NAMES.stream().sorted().toList()), name));
        }
    }

    /** Reads the option: a template, or a word for a common one. */
    public static final class Converter implements ITypeConverter<KeyTemplate> {
        @Override
        public KeyTemplate convert(String text) {
            try {
                return switch (text) {
                    case "question" -> QUESTION;
                    case "pair" -> new KeyTemplate("{comparison_id}");
                    case "random" -> new KeyTemplate("{random}");
                    default -> new KeyTemplate(text);
                };
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
