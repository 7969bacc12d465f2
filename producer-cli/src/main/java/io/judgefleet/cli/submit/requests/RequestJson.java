package io.judgefleet.cli.submit.requests;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.judgefleet.cli.console.Json;
import io.judgefleet.cli.console.RecordJson;
import io.judgefleet.comparisons.Comparison;
import io.judgefleet.judgement.KebabCase;
import io.judgefleet.schemas.JudgeRequest;

/** A request as JSON, with the names of its record's components. */
public final class RequestJson {
    public static ObjectNode of(JudgeRequest request) {
        var json = Json.object()
                .put("id", request.id().value())
                .put("judgeProfile", request.judgeProfile())
                .put("mode", KebabCase.of(request.mode()))
                .put("sampleIndex", request.sampleIndex());
        json.set(
                "orders", Json.tree(request.orders().stream().map(KebabCase::of).toList()));
        request.experiment().ifPresent(experiment -> json.set("experiment", RecordJson.of(experiment)));
        json.set("routing", RecordJson.of(request.routing()));
        json.set("comparison", comparison(request.comparison()));
        return json;
    }

    private static ObjectNode comparison(Comparison comparison) {
        var json = Json.object()
                .put("id", comparison.id().value())
                .put("questionId", comparison.question().id())
                .put("question", comparison.question().text());
        var turns = json.putArray("turns");
        comparison
                .question()
                .turns()
                .forEach(turn -> turns.addObject().put("role", turn.role()).put("text", turn.text()));
        var answers = json.putArray("answers");
        comparison
                .answers()
                .forEach(answer ->
                        answers.addObject().put("model", answer.modelId()).put("text", answer.text()));
        comparison.reference().ifPresent(reference -> json.put("reference", reference));
        comparison.dataset().ifPresent(dataset -> json.put("dataset", dataset));
        comparison.category().ifPresent(category -> json.put("category", category));
        return json;
    }

    private RequestJson() {}
}
