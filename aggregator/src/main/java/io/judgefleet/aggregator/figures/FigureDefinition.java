package io.judgefleet.aggregator.figures;

import io.judgefleet.judgement.Require;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a face has to know of a figure to show it, whichever figure it is.
 *
 * @param name in JSON and on topics, such as {@code cohenKappa}; unique
 * @param id of the definition in docs/metrics.md, such as {@code B1.cohen-kappa}
 * @param scopes what the figure is computed for
 * @param headline the scopes in which a face shows the figure by default; in the others it is shown on request
 */
public record FigureDefinition(
        String name, String id, Words words, Unit unit, Good good, Set<Scope> scopes, Set<Scope> headline) {
    /**
     * The figure in words.
     *
     * @param title heads a row
     * @param heading heads a column
     * @param meaning one line of explanation
     */
    public record Words(String title, String heading, String meaning) {
        public Words {
            Require.notBlank(title, "title");
            Require.notBlank(heading, "heading");
            Require.notBlank(meaning, "meaning");
        }
    }

    /** What a value is measured in. */
    public enum Unit {
        /** A share or a difference of shares, shown in per cent. */
        SHARE,
        /** Such as kappa or a slope. */
        COEFFICIENT,
        /** The p of a test. */
        PROBABILITY,
        /** A rating around 1000. */
        RATING,
        /** Points of the judge's scale. */
        SCORE
    }

    /** Which values are better. */
    public enum Good {
        HIGHER,
        LOWER,
        NONE
    }

    /** What a figure is computed for. */
    public enum Scope {
        /** All comparisons of a judge. */
        JUDGE,
        /** A judge's comparisons of one model under test. */
        MODEL,
        /** A row of a leaderboard. */
        LEADERBOARD,
        /** A leaderboard as a whole: the judge's preference for a style. */
        STYLE,
        /** A judge's rounds of canaries. */
        CANARY,
        /** A judge's repeated judgements. */
        REPETITION
    }

    /** Where figures are shown. */
    public enum Face {
        REST,
        TOPIC,
        PROMETHEUS,
        CSV,
        COMMAND_LINE,
        PAGE;

        /** Why this face leaves out what is computed for a scope; empty if it shows it. */
        Optional<String> omission(Scope scope, boolean isHeadline) {
            return switch (this) {
                case REST -> Optional.empty();
                case TOPIC -> when(scope, "computed for a query only", Scope.STYLE, Scope.REPETITION);
                case PROMETHEUS ->
                    switch (scope) {
                        case JUDGE, CANARY -> Optional.empty();
                        case MODEL, LEADERBOARD -> Optional.of("the number of series would grow with the models");
                        case STYLE, REPETITION -> Optional.of("computed for a query only");
                    };
                case CSV ->
                    when(scope, "not one value for each judge or model", Scope.STYLE, Scope.CANARY, Scope.REPETITION);
                case COMMAND_LINE, PAGE ->
                    switch (scope) {
                        case JUDGE -> Optional.empty();
                        case MODEL, LEADERBOARD ->
                            isHeadline ? Optional.empty() : Optional.of("not among the columns of a table of models");
                        case STYLE, CANARY, REPETITION -> Optional.of("in no table");
                    };
            };
        }

        private static Optional<String> when(Scope scope, String reason, Scope... omitted) {
            return List.of(omitted).contains(scope) ? Optional.of(reason) : Optional.empty();
        }
    }

    public FigureDefinition {
        Require.notBlank(name, "name");
        Require.notBlank(id, "id");
        scopes = Set.copyOf(scopes);
        headline = Set.copyOf(headline);
        if (scopes.isEmpty() || !scopes.containsAll(headline)) {
            throw new IllegalArgumentException(
                    "expected a headline among the scopes of %s, found %s of %s".formatted(name, headline, scopes));
        }
    }

    static Words words(String title, String heading, String meaning) {
        return new Words(title, heading, meaning);
    }

    static FigureDefinition share(String name, String id, Words words) {
        return of(name, id, Unit.SHARE, words);
    }

    static FigureDefinition coefficient(String name, String id, Words words) {
        return of(name, id, Unit.COEFFICIENT, words);
    }

    static FigureDefinition probability(String name, String id, Words words) {
        return of(name, id, Unit.PROBABILITY, words);
    }

    /** A figure of judges and models that no view shows by default, and of which neither direction is better. */
    static FigureDefinition of(String name, String id, Unit unit, Words words) {
        return new FigureDefinition(name, id, words, unit, Good.NONE, Set.of(Scope.JUDGE, Scope.MODEL), Set.of());
    }

    FigureDefinition good(Good direction) {
        return new FigureDefinition(name, id, words, unit, direction, scopes, headline);
    }

    /** The same figure, computed for these. */
    FigureDefinition of(Scope... others) {
        return new FigureDefinition(name, id, words, unit, good, Set.of(others), Set.of());
    }

    /** The same figure, shown by default in these. */
    FigureDefinition headline(Scope... shown) {
        return new FigureDefinition(name, id, words, unit, good, scopes, Set.of(shown));
    }

    /** The faces that show this figure in any scope. */
    public Set<Face> faces() {
        var faces = EnumSet.allOf(Face.class);
        faces.removeAll(omissions().keySet());
        return faces;
    }

    /** The faces that show this figure in no scope, and why. */
    public Map<Face, String> omissions() {
        var omissions = new EnumMap<Face, String>(Face.class);
        for (var face : Face.values()) {
            if (scopes.stream().allMatch(scope -> omission(face, scope).isPresent())) {
                var scope = scopes.stream().sorted().findFirst().orElseThrow();
                omissions.put(face, omission(face, scope).orElseThrow());
            }
        }
        return omissions;
    }

    private Optional<String> omission(Face face, Scope scope) {
        return face.omission(scope, headline.contains(scope));
    }

    /** The name of its gauge; Prometheus writes underscores for the dots. */
    public String gauge() {
        return "judgefleet.judge."
                + switch (name) { // two older than the rule
                    case "deltaBias" -> "bias.delta";
                    case "cohenKappa" -> "kappa";
                    default -> name.replaceAll("(?=\\p{Lu})", ".").toLowerCase(Locale.ROOT);
                };
    }
}
