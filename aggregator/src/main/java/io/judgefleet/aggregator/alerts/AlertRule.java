package io.judgefleet.aggregator.alerts;

import io.judgefleet.aggregator.counts.Window;
import io.judgefleet.aggregator.figures.CanaryDetector;
import io.judgefleet.judgement.KebabCase;
import io.judgefleet.judgement.Policy;
import io.judgefleet.judgement.Require;
import io.judgefleet.metrics.Figure;
import io.judgefleet.schemas.figures.MetricAlert.Direction;
import io.judgefleet.schemas.figures.MetricAlert.Limit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A condition that is checked for every judge, with the text that sets it. A new kind is one more record in this file. */
public sealed interface AlertRule {
    /** All forms that a rule can have. */
    String FORMS = Kind.ALL.stream().map(Kind::form).collect(Collectors.joining("; or "));

    /** What its user calls it. */
    String name();

    /** The name of the judge's figure that it looks at, such as {@code consistency}; empty if it looks at none. */
    Optional<String> figureName();

    /** How a judge stands to it. */
    Evaluation evaluate(JudgeFigures judge);

    /** @throws IllegalArgumentException if the text has none of the forms */
    static AlertRule parse(String name, String text) {
        return Kind.ALL.stream()
                .flatMap(kind -> kind.parse(name, text.strip()).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("expected %s; found \"%s\"".formatted(FORMS, text)));
    }

    /** A figure should stay on one side of a threshold. */
    record Threshold(String name, String figure, Window window, Limit limit) implements AlertRule {
        static final Kind KIND = new Kind(
                "FIGURE WINDOW floor|ceiling THRESHOLD min N, such as parseRate 1h floor 0.9 min 100",
                "(?<figure>\\w+) (?<window>\\w+) (?<direction>floor|ceiling) (?<number>-?[0-9.]+) min (?<min>[0-9]{1,9})",
                text -> new Threshold(
                        text.name(), text.of("figure"), text.window("window"), text.limit(text.number("number"))));

        public Threshold {
            Require.notBlank(name, "rule name");
            Require.notBlank(figure, "figure");
        }

        @Override
        public Optional<String> figureName() {
            return Optional.of(figure);
        }

        @Override
        public Evaluation evaluate(JudgeFigures judge) {
            return Evaluation.of(figure, window, limit, judge.figure(figure, window));
        }
    }

    /** A figure of a window should stay near the value that it has in a longer one. */
    record Change(String name, String figure, Window window, Window reference, Tolerance tolerance)
            implements AlertRule {
        static final Kind KIND = new Kind(
                "FIGURE WINDOW change DIFFERENCE from WINDOW min N, such as consistency 1h change 0.1 from all min 100",
                "(?<figure>\\w+) (?<window>\\w+) change (?<number>[0-9.]+) from (?<reference>\\w+) min (?<min>[0-9]{1,9})",
                text -> new Change(
                        text.name(),
                        text.of("figure"),
                        text.window("window"),
                        text.window("reference"),
                        new Tolerance(text.number("number"), text.minimum())));

        /** The largest difference that is no alert, and the number of observations that either window needs. */
        record Tolerance(double difference, long minimum) {
            public Tolerance {
                Require.notNegative(minimum, "minimum");
            }
        }

        public Change {
            Require.notBlank(name, "rule name");
            Require.notBlank(figure, "figure");
            if (window.compareTo(reference) >= 0) {
                throw new IllegalArgumentException("expected a longer window than %s to compare with, found %s"
                        .formatted(window.word(), reference.word()));
            }
        }

        @Override
        public Optional<String> figureName() {
            return Optional.of(figure);
        }

        @Override
        public Evaluation evaluate(JudgeFigures judge) {
            var now = judge.figure(figure, window);
            var before = judge.figure(figure, reference);
            var usual = before.value().orElse(0);
            var limit = now.value().orElse(usual) < usual
                    ? new Limit(Direction.FLOOR, usual - tolerance.difference(), tolerance.minimum())
                    : new Limit(Direction.CEILING, usual + tolerance.difference(), tolerance.minimum());
            var known = before.value().isPresent() && before.n() >= tolerance.minimum();
            return known ? Evaluation.of(figure, window, limit, now) : Evaluation.noData(figure, window, limit, now);
        }
    }

    /** A judge that has verdicts should go on to have some. */
    record Silence(String name, Window window) implements AlertRule {
        static final Kind KIND = new Kind(
                "silent WINDOW, such as silent 24h",
                "silent (?<window>\\w+)",
                text -> new Silence(text.name(), text.window("window")));

        private static final Limit LIMIT = new Limit(Direction.FLOOR, 1, 0);

        public Silence {
            Require.notBlank(name, "rule name");
            if (window == Window.ALL) {
                throw new IllegalArgumentException("expected a window that ends, found \"all\"");
            }
        }

        @Override
        public Optional<String> figureName() {
            return Optional.empty();
        }

        @Override
        public Evaluation evaluate(JudgeFigures judge) {
            var verdicts = judge.verdicts(window);
            var figure = Figure.of("B0.verdicts", Policy.STRICT, Map.of("n", verdicts), (double) verdicts);
            return Evaluation.of("verdicts", window, LIMIT, figure);
        }
    }

    /** The detectors over the rounds of canaries should stay calm (metrics definition B16). */
    record Drift(String name, CanaryDetector detector) implements AlertRule {
        static final Kind KIND = new Kind(
                "drift %s, such as drift score"
                        .formatted(Arrays.stream(CanaryDetector.values())
                                .map(KebabCase::of)
                                .collect(Collectors.joining("|"))),
                "drift (?<detector>[a-z-]+)",
                text -> new Drift(text.name(), detector(text.of("detector"))));

        public Drift {
            Require.notBlank(name, "rule name");
        }

        @Override
        public Optional<String> figureName() {
            return Optional.of(detector.figureName());
        }

        @Override
        public Evaluation evaluate(JudgeFigures judge) {
            var limit = new Limit(Direction.CEILING, detector.threshold(), 1);
            return Evaluation.of(
                    detector.figureName(), Window.ALL, limit, judge.figure(detector.figureName(), Window.ALL));
        }

        private static CanaryDetector detector(String word) {
            return Arrays.stream(CanaryDetector.values())
                    .filter(detector -> KebabCase.of(detector).equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("expected %s, found \"%s\""
                            .formatted(
                                    Arrays.stream(CanaryDetector.values())
                                            .map(KebabCase::of)
                                            .toList(),
                                    word)));
        }
    }

    /**
     * One form of rules.
     *
     * @param form for messages
     * @param pattern of the text; blanks stand for any white space
     */
    record Kind(String form, Pattern pattern, Function<RuleText, AlertRule> rule) {
        private static final List<Kind> ALL = List.of(Threshold.KIND, Change.KIND, Silence.KIND, Drift.KIND);

        Kind(String form, String pattern, Function<RuleText, AlertRule> rule) {
            this(form, Pattern.compile(pattern.replace(" ", "\\s+")), rule);
        }

        Optional<AlertRule> parse(String name, String text) {
            var matcher = pattern.matcher(text);
            return matcher.matches()
                    ? Optional.of(rule.apply(new RuleText(name, matcher.toMatchResult())))
                    : Optional.empty();
        }
    }

    /** The parts of a rule's text. */
    record RuleText(String name, MatchResult parts) {
        String of(String part) {
            return parts.group(part);
        }

        Window window(String part) {
            return Window.parse(of(part))
                    .orElseThrow(() -> new IllegalArgumentException(
                            "expected a window of 5m, 1h, 24h or all, found \"%s\"".formatted(of(part))));
        }

        double number(String part) {
            return Double.parseDouble(of(part));
        }

        long minimum() {
            return Long.parseLong(of("min"));
        }

        Limit limit(double threshold) {
            var direction = of("direction").equals("floor") ? Direction.FLOOR : Direction.CEILING;
            return new Limit(direction, threshold, minimum());
        }
    }
}
