package io.judgefleet.schemas.wire;

import io.judgefleet.judgement.AnswerScore;
import io.judgefleet.judgement.Pass;
import io.judgefleet.judgement.PassOutcome;
import io.judgefleet.judgement.PresentationOrder;
import io.judgefleet.judgement.ScoreDistribution;
import io.judgefleet.judgement.ScorePair;
import io.judgefleet.schemas.Symbols;
import io.judgefleet.v1.OutcomeState;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A pass on the wire: its outcome is a state with scores or a reason. */
final class PassMapping {
    static io.judgefleet.v1.Pass toWire(Pass pass) {
        return new io.judgefleet.v1.Pass(
                Symbols.toWire(io.judgefleet.v1.PresentationOrder.class, pass.order()),
                outcome(pass.outcome()),
                pass.completion(),
                pass.distribution().map(PassMapping::distribution).orElse(null),
                pass.promptTokens(),
                pass.completionTokens(),
                pass.truncatedTokens(),
                pass.answers().stream()
                        .map(answer -> new io.judgefleet.v1.AnswerScore(answer.score(), answer.expected()))
                        .toList());
    }

    static Pass toRecord(io.judgefleet.v1.Pass wire) {
        return new Pass(
                Symbols.toRecord(PresentationOrder.class, wire.getOrder()),
                outcome(wire.getOutcome()),
                wire.getCompletion(),
                Optional.ofNullable(wire.getDistribution()).map(PassMapping::distribution),
                wire.getPromptTokens(),
                wire.getCompletionTokens(),
                wire.getTruncatedTokens(),
                wire.getAnswers().stream()
                        .map(answer -> new AnswerScore(answer.getScore(), answer.getExpected()))
                        .toList());
    }

    static io.judgefleet.v1.ScorePair scores(ScorePair scores) {
        return new io.judgefleet.v1.ScorePair(scores.first(), scores.second());
    }

    static ScorePair scores(io.judgefleet.v1.ScorePair wire) {
        return new ScorePair(wire.getFirst(), wire.getSecond());
    }

    private static io.judgefleet.v1.PassOutcome outcome(PassOutcome outcome) {
        return switch (outcome) {
            case PassOutcome.Scored(var scores) -> outcome(OutcomeState.SCORED, scores, null);
            case PassOutcome.Truncated(var scores) -> outcome(OutcomeState.TRUNCATED, scores, null);
            case PassOutcome.Unparsable(var reason) -> outcome(OutcomeState.UNPARSABLE, null, reason);
            case PassOutcome.Refused(var reason) -> outcome(OutcomeState.REFUSED, null, reason);
            case PassOutcome.Failed(var reason) -> outcome(OutcomeState.FAILED, null, reason);
            case PassOutcome.TimedOut(var reason) -> outcome(OutcomeState.TIMED_OUT, null, reason);
        };
    }

    private static io.judgefleet.v1.PassOutcome outcome(
            OutcomeState state, @Nullable ScorePair scores, @Nullable String reason) {
        return new io.judgefleet.v1.PassOutcome(state, scores == null ? null : scores(scores), reason);
    }

    private static PassOutcome outcome(io.judgefleet.v1.PassOutcome wire) {
        return switch (wire.getState()) {
            case SCORED -> new PassOutcome.Scored(needScores(wire));
            case TRUNCATED -> new PassOutcome.Truncated(needScores(wire));
            case UNPARSABLE -> new PassOutcome.Unparsable(reason(wire));
            case REFUSED -> new PassOutcome.Refused(reason(wire));
            case FAILED -> new PassOutcome.Failed(reason(wire));
            case TIMED_OUT -> new PassOutcome.TimedOut(reason(wire));
            // Of a state that this version does not know it can only say that it is no score.
            case UNRECOGNIZED -> new PassOutcome.Failed("outcome of a newer version");
        };
    }

    private static ScorePair needScores(io.judgefleet.v1.PassOutcome wire) {
        if (wire.getScores() == null) {
            throw new IllegalArgumentException(
                    "expected scores in a pass with outcome %s, found none".formatted(wire.getState()));
        }
        return scores(wire.getScores());
    }

    private static String reason(io.judgefleet.v1.PassOutcome wire) {
        return wire.getReason() == null ? "" : wire.getReason();
    }

    private static io.judgefleet.v1.ScoreDistribution distribution(ScoreDistribution distribution) {
        return new io.judgefleet.v1.ScoreDistribution(
                distribution.expectedFirst(),
                distribution.expectedSecond(),
                distribution.firstBetter(),
                distribution.tie(),
                distribution.entropy());
    }

    private static ScoreDistribution distribution(io.judgefleet.v1.ScoreDistribution wire) {
        return new ScoreDistribution(
                wire.getExpectedFirst(),
                wire.getExpectedSecond(),
                wire.getFirstBetter(),
                wire.getTie(),
                wire.getEntropy());
    }

    private PassMapping() {}
}
