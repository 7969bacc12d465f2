package io.judgefleet.schemas.wire;

import io.judgefleet.comparisons.ComparisonId;
import io.judgefleet.judgement.JudgingMode;
import io.judgefleet.judgement.WeightsOrigin;
import io.judgefleet.metrics.rating.AnswerStyle;
import io.judgefleet.schemas.Execution;
import io.judgefleet.schemas.JudgeIdentity;
import io.judgefleet.schemas.JudgedItem;
import io.judgefleet.schemas.Lane;
import io.judgefleet.schemas.Origin;
import io.judgefleet.schemas.RequestId;
import io.judgefleet.schemas.Symbols;
import io.judgefleet.schemas.Verdict;
import io.judgefleet.schemas.VerdictId;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** A verdict on the wire. */
final class VerdictMapping {
    static io.judgefleet.v1.Verdict toWire(Verdict verdict) {
        return new io.judgefleet.v1.Verdict(
                verdict.id().value(),
                origin(verdict.origin()),
                subject(verdict.subject()),
                verdict.passes().stream().map(PassMapping::toWire).toList(),
                judge(verdict.judge()),
                verdict.judgeFingerprint(),
                execution(verdict.execution()),
                verdict.judgedAt(),
                verdict.findings());
    }

    static Verdict toRecord(io.judgefleet.v1.Verdict wire) {
        return new Verdict(
                new VerdictId(wire.getId()),
                origin(wire.getOrigin()),
                subject(wire.getSubject()),
                wire.getPasses().stream().map(PassMapping::toRecord).toList(),
                judge(wire.getJudge()),
                execution(wire.getExecution()),
                wire.getJudgedAt(),
                wire.getFindings());
    }

    private static io.judgefleet.v1.Origin origin(Origin origin) {
        return new io.judgefleet.v1.Origin(
                origin.requestId().value(),
                origin.judgeProfile(),
                origin.sampleIndex(),
                origin.experiment().map(it -> RequestMapping.experiment(it)).orElse(null),
                origin.tenant().orElse(null),
                Symbols.toWire(io.judgefleet.v1.Lane.class, origin.lane()),
                origin.deliveryCount());
    }

    private static Origin origin(io.judgefleet.v1.Origin wire) {
        return new Origin(
                new RequestId(wire.getRequestId()),
                wire.getJudgeProfile(),
                wire.getSampleIndex(),
                RequestMapping.experiment(wire.getExperiment()),
                Optional.ofNullable(wire.getTenant()),
                Symbols.toRecord(Lane.class, wire.getLane()),
                wire.getDeliveryCount());
    }

    private static io.judgefleet.v1.Subject subject(JudgedItem subject) {
        return new io.judgefleet.v1.Subject(
                subject.comparisonId().value(),
                subject.questionId(),
                Symbols.toWire(io.judgefleet.v1.JudgingMode.class, subject.mode()),
                subject.modelIds(),
                subject.answerLengths(),
                subject.dataset().orElse(null),
                subject.category().orElse(null),
                subject.answerStyles().stream().map(VerdictMapping::style).toList(),
                RequestMapping.orders(subject.orders()));
    }

    private static JudgedItem subject(io.judgefleet.v1.Subject wire) {
        return new JudgedItem(
                new ComparisonId(wire.getComparisonId()),
                wire.getQuestionId(),
                Symbols.toRecord(JudgingMode.class, wire.getMode()),
                wire.getModelIds(),
                wire.getAnswerLengths(),
                Optional.ofNullable(wire.getDataset()),
                Optional.ofNullable(wire.getCategory()),
                wire.getAnswerStyles().stream().map(VerdictMapping::style).toList(),
                RequestMapping.ordersOf(wire.getOrders()));
    }

    private static io.judgefleet.v1.AnswerStyle style(AnswerStyle style) {
        return new io.judgefleet.v1.AnswerStyle(style.tokens(), style.headers(), style.lists(), style.bolds());
    }

    private static AnswerStyle style(io.judgefleet.v1.AnswerStyle wire) {
        return new AnswerStyle(wire.getTokens(), wire.getHeaders(), wire.getLists(), wire.getBolds());
    }

    private static io.judgefleet.v1.JudgeIdentity judge(JudgeIdentity judge) {
        return new io.judgefleet.v1.JudgeIdentity(
                judge.name(),
                judge.weightsDigest(),
                judge.tokenizerDigest(),
                judge.promptTemplate(),
                judge.dtype(),
                judge.decoding(),
                Symbols.toWire(io.judgefleet.v1.WeightsOrigin.class, judge.weightsOrigin()),
                judge.outputVersion());
    }

    private static JudgeIdentity judge(io.judgefleet.v1.JudgeIdentity wire) {
        return new JudgeIdentity(
                wire.getName(),
                wire.getWeightsDigest(),
                wire.getTokenizerDigest(),
                wire.getPromptTemplate(),
                wire.getDtype(),
                wire.getDecoding(),
                Symbols.toRecord(WeightsOrigin.class, wire.getWeightsOrigin()),
                wire.getOutputVersion());
    }

    private static io.judgefleet.v1.Execution execution(Execution execution) {
        return new io.judgefleet.v1.Execution(
                execution.workerId(),
                execution.engine(),
                execution.device(),
                execution.codeVersion(),
                micros(execution.queued()),
                micros(execution.inference()));
    }

    private static Execution execution(io.judgefleet.v1.Execution wire) {
        return new Execution(
                wire.getWorkerId(),
                wire.getEngine(),
                wire.getDevice(),
                wire.getCodeVersion(),
                Duration.of(wire.getQueuedMicros(), ChronoUnit.MICROS),
                Duration.of(wire.getInferenceMicros(), ChronoUnit.MICROS));
    }

    private static long micros(Duration duration) {
        return duration.dividedBy(Duration.of(1, ChronoUnit.MICROS));
    }

    private VerdictMapping() {}
}
