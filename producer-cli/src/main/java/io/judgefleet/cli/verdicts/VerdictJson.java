package io.judgefleet.cli.verdicts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.judgefleet.cli.console.Json;
import io.judgefleet.cli.console.RecordJson;
import io.judgefleet.judgement.KebabCase;
import io.judgefleet.judgement.Pass;
import io.judgefleet.schemas.Execution;
import io.judgefleet.schemas.Verdict;

/** A verdict as JSON, with the names of its record's components. */
final class VerdictJson {
    static String line(Verdict verdict) {
        var json = Json.object()
                .put("id", verdict.id().value())
                .put("judgedAt", verdict.judgedAt().toString())
                .put("judgeFingerprint", verdict.judgeFingerprint());
        VerdictText.preference(verdict).ifPresent(preference -> json.put("preference", preference));
        json.set("subject", RecordJson.of(verdict.subject()));
        var passes = json.putArray("passes");
        verdict.passes().forEach(pass -> passes.add(pass(pass)));
        if (!verdict.findings().isEmpty()) {
            json.set("findings", Json.tree(verdict.findings()));
        }
        json.set("origin", RecordJson.of(verdict.origin()));
        json.set("judge", RecordJson.of(verdict.judge()));
        json.set("execution", execution(verdict.execution()));
        return Json.line(json);
    }

    private static ObjectNode pass(Pass pass) {
        var json =
                Json.object().put("order", KebabCase.of(pass.order())).put("state", VerdictText.state(pass.outcome()));
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
