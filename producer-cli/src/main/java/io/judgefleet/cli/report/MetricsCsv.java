package io.judgefleet.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.judgefleet.cli.console.Console;
import io.judgefleet.metrics.text.Csv;

/** Every figure on a line of its own: of a judge where the model is empty, else of the model by that judge. */
final class MetricsCsv {
    private final JsonNode answer;
    private final Console console;

    private MetricsCsv(JsonNode answer, Console console) {
        this.answer = answer;
        this.console = console;
    }

    static void print(JsonNode answer, Console console) {
        console.result("judge,fingerprint,mode,window,policy,resolution,model,figure,value,low,high,n,absence");
        var csv = new MetricsCsv(answer, console);
        for (var judge : answer.path("judges")) {
            csv.figures(judge, "", judge.path("figures"));
            judge.path("models")
                    .forEach(model -> csv.figures(judge, model.path("model").asText(), model.path("figures")));
        }
    }

    private void figures(JsonNode judge, String model, JsonNode figures) {
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
}
