package io.judgefleet.judgelm.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.judgefleet.judgelm.training.StepReport.Volume;
import io.judgefleet.metrics.Figure;
import java.util.Map;
import java.util.Optional;

/** A {@link StepReport} as a JSON object. */
final class MetricsLine {
    static ObjectNode of(StepReport report) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("step", report.step()).put("loss", report.loss()).put("learning_rate", report.learningRate());
        json.put("gradient_norm", report.gradientNorm());
        json.put("samples", report.volume().samples())
                .put("too_long", report.volume().tooLong());
        json.put("tokens", report.volume().tokens());
        json.put("judgement_tokens", report.volume().judgementTokens());
        json.put("seconds", report.seconds());
        report.examination().ifPresent(found -> figures(json.putObject("held_out"), found.figures()));
        return json;
    }

    /** The step alone: what was examined is not read again. */
    static StepReport report(JsonNode json) {
        return new StepReport(
                json.path("step").asInt(),
                json.path("loss").asDouble(),
                json.path("learning_rate").asDouble(),
                json.path("gradient_norm").asDouble(),
                new Volume(
                        json.path("samples").asInt(),
                        json.path("too_long").asInt(),
                        json.path("tokens").asInt(),
                        json.path("judgement_tokens").asInt()),
                json.path("seconds").asDouble(),
                Optional.empty());
    }

    static void figures(ObjectNode json, Map<String, Figure> figures) {
        figures.forEach((name, figure) -> {
            var entry = json.putObject(name.replace('-', '_'));
            figure.value().ifPresent(value -> entry.put("value", value));
            figure.interval()
                    .ifPresent(interval ->
                            entry.putArray("interval").add(interval.low()).add(interval.high()));
            entry.put("n", figure.n());
        });
    }

    private MetricsLine() {}
}
