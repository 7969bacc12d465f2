package io.judgefleet.aggregator;

import io.judgefleet.comparisons.AnnotatorKind;
import io.judgefleet.comparisons.ComparisonId;
import io.judgefleet.comparisons.Label;
import io.judgefleet.comparisons.LabelId;
import io.judgefleet.judgement.AnswerScore;
import io.judgefleet.judgement.JudgingMode;
import io.judgefleet.judgement.Pass;
import io.judgefleet.judgement.PassOutcome;
import io.judgefleet.judgement.Preference;
import io.judgefleet.judgement.PresentationOrder;
import io.judgefleet.judgement.ScoreDistribution;
import io.judgefleet.judgement.ScorePair;
import io.judgefleet.judgement.WeightsOrigin;
import io.judgefleet.metrics.rating.AnswerStyle;
import io.judgefleet.schemas.Execution;
import io.judgefleet.schemas.Experiment;
import io.judgefleet.schemas.JudgeIdentity;
import io.judgefleet.schemas.JudgedItem;
import io.judgefleet.schemas.Lane;
import io.judgefleet.schemas.Origin;
import io.judgefleet.schemas.RequestId;
import io.judgefleet.schemas.Verdict;
import io.judgefleet.schemas.VerdictId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Verdicts and labels of which a test says only what matters to it. */
public final class VerdictFixtures {
    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    /** Scores as the judge saw the answers: the first of a swapped pass belongs to the second answer. */
    public static PassOutcome scored(double first, double second) {
        return new PassOutcome.Scored(new ScorePair(first, second));
    }

    /** Expected scores, likewise. */
    public static Optional<ScoreDistribution> expected(double first, double second) {
        return Optional.of(new ScoreDistribution(first, second, 0.5, 0.25, 1));
    }

    public static PassOutcome unparsable() {
        return new PassOutcome.Unparsable("expected two scores, found \"A is better\"");
    }

    public static Sample sample(String comparison) {
        return new Sample(comparison);
    }

    public static Label label(String comparison, String annotator, Preference preference) {
        return label(comparison, annotator, AnnotatorKind.HUMAN, preference, NOON);
    }

    public static Label label(
            String comparison, String annotator, AnnotatorKind kind, Preference preference, Instant labelledAt) {
        var id = new ComparisonId(comparison);
        return new Label(LabelId.of(id, annotator), id, annotator, kind, preference, Optional.empty(), labelledAt);
    }

    /** A verdict that has every number that a verdict may have. */
    public static Verdict fullVerdict() {
        var verdict = sample("arena/17").written("a **b**", "c").judged(scored(9, 3), scored(3, 9));
        var passes = verdict.passes().stream()
                .map(pass -> new Pass(
                        pass.order(),
                        pass.outcome(),
                        "9 3",
                        expected(8.6, 3.4),
                        100,
                        4,
                        1,
                        List.of(new AnswerScore(9, 8.6), new AnswerScore(3, 3.4))))
                .toList();
        return new Verdict(
                verdict.id(),
                verdict.origin(),
                verdict.subject(),
                passes,
                verdict.judge(),
                verdict.execution(),
                verdict.judgedAt());
    }

    /** A label that has every number that a label may have. */
    public static Label fullLabel() {
        var label = label("arena/17", "ann", Preference.FIRST);
        return new Label(
                label.id(),
                label.comparisonId(),
                label.annotator(),
                label.kind(),
                label.preference(),
                Optional.of(new ScorePair(9, 3)),
                label.labelledAt());
    }

    /** A verdict in the making, ordinary in all that is not said. */
    public static final class Sample {
        private final ComparisonId comparison;
        private JudgingMode mode = JudgingMode.PAIR;
        private List<String> models = List.of("ant", "bee");
        private final List<Pass> passes = new ArrayList<>();
        private String question = "q";
        private String judge = "tiny";
        private Optional<String> displayName = Optional.empty();
        private WeightsOrigin weightsOrigin = WeightsOrigin.TRAINED;
        private String dataset = "farm";
        private String category = "";
        private Optional<Experiment> experiment = Optional.empty();
        private Instant judgedAt = NOON;
        private List<String> answers = List.of();
        private List<PresentationOrder> orders = List.of();
        private String codeVersion = "1.0";
        private String outputVersion = "";
        private int sampleIndex;

        private Sample(String comparison) {
            this.comparison = new ComparisonId(comparison);
        }

        public Sample of(String... modelIds) {
            models = List.of(modelIds);
            return this;
        }

        public Sample in(JudgingMode other) {
            mode = other;
            return this;
        }

        public Sample asking(String questionId) {
            question = questionId;
            return this;
        }

        public Sample by(String name) {
            judge = name;
            return this;
        }

        /** The same judge as another worker names it. */
        public Sample named(String name, WeightsOrigin origin) {
            displayName = Optional.of(name);
            return withWeights(origin);
        }

        public Sample withWeights(WeightsOrigin origin) {
            weightsOrigin = origin;
            return this;
        }

        public Sample in(String name, String kind) {
            dataset = name;
            category = kind;
            return this;
        }

        public Sample arm(String id, String arm) {
            experiment = Optional.of(new Experiment(id, arm));
            return this;
        }

        /** The answers' texts, whose looks are counted. */
        public Sample written(String... texts) {
            answers = List.of(texts);
            return this;
        }

        /** The presentation orders that were asked for. */
        public Sample asked(PresentationOrder... asked) {
            orders = List.of(asked);
            return this;
        }

        /** What the worker's build says of itself; without an output version it is one of before there were any. */
        public Sample release(String code, String output) {
            codeVersion = code;
            outputVersion = output;
            return this;
        }

        /** A judgement that repeats an earlier one. */
        public Sample repeat(int index) {
            sampleIndex = index;
            return this;
        }

        public Sample at(Instant time) {
            judgedAt = time;
            return this;
        }

        public Sample pass(PresentationOrder order, PassOutcome outcome) {
            return pass(order, outcome, Optional.empty());
        }

        /** A pass of which the judge's logits are known. */
        public Sample pass(PresentationOrder order, PassOutcome outcome, Optional<ScoreDistribution> distribution) {
            passes.add(new Pass(order, outcome, "", distribution, 100, 4, 0));
            return this;
        }

        public Verdict judged(PassOutcome original, PassOutcome swapped) {
            return pass(PresentationOrder.ORIGINAL, original)
                    .pass(PresentationOrder.SWAPPED, swapped)
                    .verdict();
        }

        public Verdict verdict() {
            var identity = new JudgeIdentity(
                    displayName.orElse(judge),
                    judge + "-weights",
                    "t",
                    "judgelm-pair",
                    "float32",
                    "greedy",
                    weightsOrigin,
                    outputVersion);
            var request = RequestId.of(
                    comparison,
                    "judgelm",
                    sampleIndex,
                    experiment.map(Experiment::arm).orElse(""));
            return new Verdict(
                    VerdictId.of(request, identity.fingerprint(codeVersion)),
                    new Origin(request, "judgelm", sampleIndex, experiment, Optional.empty(), Lane.LIVE, 1),
                    new JudgedItem(
                            comparison,
                            question,
                            mode,
                            models,
                            answers.stream().map(String::length).toList(),
                            Optional.of(dataset).filter(text -> !text.isEmpty()),
                            Optional.of(category).filter(text -> !text.isEmpty()),
                            answers.stream().map(AnswerStyle::of).toList(),
                            orders),
                    passes,
                    identity,
                    new Execution("w1", "pytorch", "cpu", codeVersion, Duration.ZERO, Duration.ofMillis(5)),
                    judgedAt);
        }
    }

    private VerdictFixtures() {}
}
