package io.judgefleet.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.judgefleet.cli.console.Console;
import io.judgefleet.metrics.text.Csv;

/** Every figure on a line of its own: of a judge where the model is empty, else of the model by that judge. */
final class MetricsCsv {
    static void print(JsonNode answer, Console console) {
        console.result("judge,fingerprint,mode,window,policy,resolution,model,figure,value,low,high,n,absence");
        for (var judge : answer.path("judges")) {
            figures(answer, judge, "", judge.path("figures"), console);
            judge.path("models")
                    .forEach(model ->
                            figures(answer, judge, model.path("model").asText(), model.path("figures"), console));
        }
    }

    private static void figures(JsonNode answer, JsonNode judge, String model, JsonNode figures, Console console) {
        for (var field : figures.properties()) {
            var figure = field.getValue();
            console.results(Csv.line(
                    judge.path("judge").path("name").asText(),
                    judge.path("judge").path("fingerprint").asText(),
                    judge.path("mode").asText(),
                    answer.path("window").path("name").asText(),
                    answer.path("policy").asText(),
                    answer.path("resolution").asText(),
                    model,
                    field.getKey(),
                    figure.path("value").asText(),
                    figure.path("interval").path("low").asText(),
                    figure.path("interval").path("high").asText(),
                    figure.path("counts").path("n").asText(),
                    figure.path("absence").asText()));
        }
    }

    private MetricsCsv() {}
}
