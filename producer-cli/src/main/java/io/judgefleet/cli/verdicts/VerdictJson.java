package io.judgefleet.cli.verdicts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.judgefleet.cli.console.Json;
import io.judgefleet.judgement.KebabCase;
import io.judgefleet.judgement.Pass;
import io.judgefleet.schemas.Execution;
import io.judgefleet.schemas.JudgeIdentity;
import io.judgefleet.schemas.JudgedItem;
import io.judgefleet.schemas.Origin;
import io.judgefleet.schemas.Verdict;

/** A verdict as JSON, with the names of its record's components. */
final class VerdictJson {
    static String line(Verdict verdict) {
        var json = Json.object()
                .put("id", verdict.id().value())
                .put("judgedAt", verdict.judgedAt().toString())
                .put("judgeFingerprint", verdict.judgeFingerprint());
        VerdictText.preference(verdict).ifPresent(preference -> json.put("preference", preference));
        json.set("subject", subject(verdict.subject()));
        var passes = json.putArray("passes");
        verdict.passes().forEach(pass -> passes.add(pass(pass)));
        if (!verdict.findings().isEmpty()) {
            json.set("findings", Json.tree(verdict.findings()));
        }
        json.set("origin", origin(verdict.origin()));
        json.set("judge", judge(verdict.judge()));
        json.set("execution", execution(verdict.execution()));
        return Json.line(json);
    }

    private static ObjectNode subject(JudgedItem subject) {
        var json = Json.object()
                .put("comparisonId", subject.comparisonId().value())
                .put("questionId", subject.questionId())
                .put("mode", KebabCase.of(subject.mode()));
        json.set(
                "orders",
                Json.tree(subject.orders().stream().map(KebabCase::of).toList()));
        json.set("modelIds", Json.tree(subject.modelIds()));
        json.set("answerLengths", Json.tree(subject.answerLengths()));
        subject.dataset().ifPresent(dataset -> json.put("dataset", dataset));
        subject.category().ifPresent(category -> json.put("category", category));
        return json;
    }

    private static ObjectNode pass(Pass pass) {
        var json = Json.object()
                .put("order", KebabCase.of(pass.order()))
                .put("state", VerdictText.state(pass.outcome()));
        pass.outcome()
                .scorePair()
                .ifPresent(scores -> json.putArray("scores").add(scores.first()).add(scores.second()));
        if (!pass.answers().isEmpty()) {
            json.set("answers", Json.tree(pass.answers()));
        }
        VerdictText.reason(pass.outcome()).ifPresent(reason -> json.put("reason", reason));
        json.put("completion", pass.completion())
                .put("promptTokens", pass.promptTokens())
                .put("completionTokens", pass.completionTokens())
                .put("truncatedTokens", pass.truncatedTokens());
        pass.distribution().ifPresent(distribution -> json.set("distribution", Json.tree(distribution)));
        return json;
    }

    private static ObjectNode origin(Origin origin) {
        var json = Json.object()
                .put("requestId", origin.requestId().value())
                .put("judgeProfile", origin.judgeProfile())
                .put("sampleIndex", origin.sampleIndex())
                .put("lane", KebabCase.of(origin.lane()))
                .put("deliveryCount", origin.deliveryCount());
        origin.tenant().ifPresent(tenant -> json.put("tenant", tenant));
        origin.experiment()
                .ifPresent(experiment ->
                        json.putObject("experiment").put("id", experiment.id()).put("arm", experiment.arm()));
        return json;
    }

    private static ObjectNode judge(JudgeIdentity judge) {
        return Json.object()
                .put("name", judge.name())
                .put("weightsDigest", judge.weightsDigest())
                .put("tokenizerDigest", judge.tokenizerDigest())
                .put("promptTemplate", judge.promptTemplate())
                .put("dtype", judge.dtype())
                .put("decoding", judge.decoding())
                .put("weightsOrigin", KebabCase.of(judge.weightsOrigin()));
    }

    private static ObjectNode execution(Execution execution) {
        return Json.object()
                .put("workerId", execution.workerId())
                .put("engine", execution.engine())
                .put("device", execution.device())
                .put("codeVersion", execution.codeVersion())
                .put("queuedMs", execution.queued().toMillis())
                .put("inferenceMs", execution.inference().toMillis());
    }

    private VerdictJson() {}
}
