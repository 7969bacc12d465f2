package io.judgefleet.schemas;

import io.judgefleet.comparisons.AnnotatorKind;
import io.judgefleet.comparisons.Answer;
import io.judgefleet.comparisons.Comparison;
import io.judgefleet.comparisons.ComparisonId;
import io.judgefleet.comparisons.Label;
import io.judgefleet.comparisons.LabelId;
import io.judgefleet.comparisons.Question;
import io.judgefleet.comparisons.Turn;
import io.judgefleet.judgement.AnswerScore;
import io.judgefleet.judgement.JudgingMode;
import io.judgefleet.judgement.Pass;
import io.judgefleet.judgement.PassOutcome;
import io.judgefleet.judgement.Policy;
import io.judgefleet.judgement.Preference;
import io.judgefleet.judgement.PresentationOrder;
import io.judgefleet.judgement.Resolution;
import io.judgefleet.judgement.ScoreDistribution;
import io.judgefleet.judgement.ScorePair;
import io.judgefleet.judgement.WeightsOrigin;
import io.judgefleet.metrics.Absence;
import io.judgefleet.metrics.Figure;
import io.judgefleet.schemas.figures.FigureScope;
import io.judgefleet.schemas.figures.Leaderboard;
import io.judgefleet.schemas.figures.LeaderboardRow;
import io.judgefleet.schemas.figures.MetricAlert;
import io.judgefleet.schemas.figures.ModelMetrics;
import io.judgefleet.schemas.figures.WinMatrix;
import io.judgefleet.schemas.topics.DeadLetter;
import io.judgefleet.schemas.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;

/** Values for tests: full ones with nothing left out, bare ones with all that may be left out left out, random ones. */
public final class RecordFixtures {
    public static final Instant NOW = Instant.parse("2026-02-03T04:05:06.789012Z");

    public static JudgeRequest fullRequest() {
        var comparison = new Comparison(
                ComparisonId.of("arena", "17"),
                new Question(
                        "q17", "What is 2 + 2?", List.of(new Turn("user", "Hello"), new Turn("assistant", "Hi 😀"))),
                List.of(new Answer("llama", "4"), new Answer("qwen", "")),
                Optional.of("4"),
                Optional.of("arena"),
                Optional.of("math"));
        return new JudgeRequest(
                RequestId.of(comparison.id(), "judgelm", 2, "e1/verbose"),
                "judgelm",
                JudgingMode.PAIR,
                comparison,
                2,
                Optional.of(new Experiment("e1", "verbose")),
                new Routing(Optional.of("team-a"), Lane.BULK, NOW, Optional.of(NOW.plusSeconds(60))),
                List.of(PresentationOrder.SWAPPED));
    }

    public static JudgeRequest bareRequest() {
        var answers = List.of(new Answer("a", "x"));
        var comparison = new Comparison(
                ComparisonId.of(Question.of("Why?"), answers, null),
                Question.of("Why?"),
                answers,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return JudgeRequest.of(
                comparison,
                "judgelm",
                JudgingMode.SINGLE,
                new Routing(Optional.empty(), Lane.LIVE, NOW, Optional.empty()));
    }

    public static Verdict verdict(PassOutcome... outcomes) {
        var request = fullRequest();
        var judge = judge();
        return new Verdict(
                VerdictId.of(request.id(), judge.fingerprint("1.0")),
                Origin.of(request, 3),
                JudgedItem.of(request),
                IntStream.range(0, outcomes.length)
                        .mapToObj(i -> pass(i, outcomes[i]))
                        .toList(),
                judge,
                new Execution("w1", "pytorch-2.7.1", "cpu", "1.0", Duration.ofMillis(-5), Duration.ofNanos(1_234_567)),
                NOW,
                List.of("answer 2: answer-end"));
    }

    public static Verdict verdict() {
        return verdict(
                new PassOutcome.Scored(new ScorePair(9, 3.5)), new PassOutcome.Unparsable("expected two scores"));
    }

    public static Label label() {
        var comparison = ComparisonId.of("arena", "17");
        return new Label(
                LabelId.of(comparison, "ann"),
                comparison,
                "ann",
                AnnotatorKind.HUMAN,
                Preference.TIE,
                Optional.of(new ScorePair(5, 5)),
                NOW);
    }

    public static DeadLetter deadLetter() {
        return new DeadLetter(
                new DeadLetter.Source("judge-requests", 3, 1L << 40),
                Optional.of(utf8("q17")),
                Optional.of(new byte[] {0, 1, (byte) 0xFF}),
                List.of(
                        new DeadLetter.Header("judge-profile", Optional.of(utf8("judgelm"))),
                        new DeadLetter.Header("trace", Optional.empty()),
                        new DeadLetter.Header("trace", Optional.of(new byte[0]))),
                Instant.ofEpochMilli(NOW.toEpochMilli()),
                new DeadLetter.Cause(
                        "decode",
                        "expected an Avro schema with id 7, found none",
                        false,
                        Optional.of(new DeadLetter.Fault("java.io.IOException", "at x\nat y")),
                        new DeadLetter.LastTry(2, "w1", "judgelm", Optional.of("r17"))));
    }

    public static ModelMetrics modelMetrics() {
        return new ModelMetrics(
                figureScope(),
                Optional.of("ant"),
                Map.of("verdicts", 12L, "wins", 7L),
                Map.of("scored", 23L, "timed-out", 1L),
                Map.of("winRate", share(), "agreement", absent()));
    }

    public static Leaderboard leaderboard() {
        var place = new LeaderboardRow.Place(1, 1, 2);
        return new Leaderboard(
                figureScope(),
                12,
                2,
                List.of(new LeaderboardRow(
                        "ant",
                        1,
                        place,
                        12,
                        Map.of(
                                "rating", share(),
                                "winRate", share(),
                                "consistency", share(),
                                "agreement", absent(),
                                "lengthControlledWinRate", share()))),
                new WinMatrix(
                        List.of("ant", "bee"),
                        List.of(List.of(0L, 7L), List.of(3L, 0L)),
                        List.of(List.of(0L, 2L), List.of(2L, 0L))));
    }

    public static MetricAlert metricAlert() {
        return new MetricAlert(
                "parse-rate",
                MetricAlert.State.RAISED,
                figureScope(),
                "parseRate",
                new MetricAlert.Limit(MetricAlert.Direction.FLOOR, 0.9, 100),
                share(),
                NOW);
    }

    private static FigureScope figureScope() {
        var judge = new JudgeVersion("tiny", "f1", WeightsOrigin.RANDOM);
        return new FigureScope(judge, JudgingMode.PAIR, "1h", Policy.WRONG, Resolution.SCORE_MEAN);
    }

    private static Figure share() {
        return Figure.share("B10.win-rate", Policy.STRICT, "wins", 7, 12);
    }

    private static Figure absent() {
        return Figure.absent("B1.agreement", Policy.TIE, Map.of("n", 0L), Absence.NO_DATA);
    }

    /** A full value of every record that has a schema, as it goes on the wire. */
    public static SpecificRecord example(Wire<?, ?> wire) {
        return switch (wire.schema().getName()) {
            case "JudgeRequest" -> Wire.JUDGE_REQUESTS.write(fullRequest());
            case "Verdict" -> Wire.VERDICTS.write(verdict());
            case "Label" -> Wire.LABELS.write(label());
            case "ModelMetrics" -> Wire.MODEL_METRICS.write(modelMetrics());
            case "Leaderboard" -> Wire.LEADERBOARDS.write(leaderboard());
            case "MetricAlert" -> Wire.METRIC_ALERTS.write(metricAlert());
            case String other -> throw new AssertionError("expected an example of a " + other + " here, found none");
        };
    }

    public static JudgeIdentity judge() {
        return new JudgeIdentity("tiny", "w", "t", "judgelm-pair", "float32", "greedy", WeightsOrigin.RANDOM);
    }

    public static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Text of any characters, lone surrogates left out, for UTF-8 has none. */
    public static String text(RandomGenerator random) {
        return random.ints(random.nextInt(1, 40), 1, 0xD800)
                .mapToObj(Character::toString)
                .reduce("t", String::concat);
    }

    private static Pass pass(int index, PassOutcome outcome) {
        return new Pass(
                index % 2 == 0 ? PresentationOrder.ORIGINAL : PresentationOrder.SWAPPED,
                outcome,
                "9 3.5",
                index == 0 ? Optional.of(new ScoreDistribution(8.5, 3, 0.75, 0.125, 1.5)) : Optional.empty(),
                120,
                4,
                index,
                index == 0 ? List.of(new AnswerScore(9, 8.5), new AnswerScore(3.5, 3)) : List.of());
    }

    private RecordFixtures() {}
}
