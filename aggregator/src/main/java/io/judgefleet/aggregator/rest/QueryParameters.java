package io.judgefleet.aggregator.rest;

import io.judgefleet.aggregator.counts.Window;
import io.judgefleet.aggregator.figures.Query;
import io.judgefleet.judgement.KebabCase;
import io.judgefleet.judgement.Policy;
import io.judgefleet.judgement.Resolution;
import io.micronaut.http.HttpParameters;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Query parameters as a query; a wrong one is refused by name, for a filter that is not applied would go unnoticed. */
final class QueryParameters {
    private static final Set<String> KNOWN = Set.of("window", "judge", "dataset", "category", "policy", "resolution");

    /** @param more parameters that this path has besides those that all queries share */
    static Query parse(HttpParameters parameters, String... more) {
        var known = Stream.concat(KNOWN.stream(), Arrays.stream(more)).sorted().toList();
        parameters.names().stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new BadQueryException("expected one of the parameters %s, found \"%s\""
                            .formatted(String.join(", ", known), name));
                });
        var policy = choice(
                parameters,
                "policy",
                "a policy of strict, tie, wrong or judgebench",
                word -> KebabCase.parse(Policy.class, word),
                Policy.STRICT);
        return new Query(
                choice(parameters, "window", "a window of 5m, 1h, 24h or all", Window::parse, Window.ALL),
                text(parameters, "judge").filter(judge -> !judge.isEmpty()),
                text(parameters, "dataset"),
                text(parameters, "category"),
                policy,
                resolution(parameters, policy));
    }

    /** JudgeBench's rule fixes its resolution; with any other it is not the rule of the paper. */
    private static Resolution resolution(HttpParameters parameters, Policy policy) {
        var isJudgeBench = policy == Policy.JUDGEBENCH;
        var resolution = choice(
                parameters,
                "resolution",
                "a resolution of agree-or-tie, majority or score-mean",
                word -> KebabCase.parse(Resolution.class, word),
                isJudgeBench ? Resolution.MAJORITY : Resolution.AGREE_OR_TIE);
        if (isJudgeBench && resolution != Resolution.MAJORITY) {
            throw new BadQueryException("expected resolution majority beside policy judgebench, found \"%s\""
                    .formatted(KebabCase.of(resolution)));
        }
        return resolution;
    }

    /** A parameter of true or false, false where it is not given. */
    static boolean flag(HttpParameters parameters, String name) {
        return switch (text(parameters, name).orElse("false")) {
            case "true" -> true;
            case "false" -> false;
            case String other ->
                throw new BadQueryException("expected %s of true or false, found \"%s\"".formatted(name, other));
        };
    }

    private static <E> E choice(
            HttpParameters parameters,
            String name,
            String expectation,
            Function<String, Optional<E>> parse,
            E otherwise) {
        var word = text(parameters, name);
        return word.isEmpty()
                ? otherwise
                : parse.apply(word.get())
                        .orElseThrow(() ->
                                new BadQueryException("expected %s, found \"%s\"".formatted(expectation, word.get())));
    }

    private static Optional<String> text(HttpParameters parameters, String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    private QueryParameters() {}
}
