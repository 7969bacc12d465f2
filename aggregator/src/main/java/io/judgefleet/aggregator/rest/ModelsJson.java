package io.judgefleet.aggregator.rest;

import io.judgefleet.aggregator.figures.JudgeReport;
import io.judgefleet.aggregator.figures.Query;
import io.judgefleet.judgement.KebabCase;
import io.judgefleet.schemas.figures.ModelMetrics;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Counts and figures of every judge and of the models under test. */
record ModelsJson(WindowJson window, String policy, String resolution, List<Judged> judges) {
    /** One judge in one mode. */
    record Judged(
            JudgeJson judge,
            String mode,
            Map<String, Object> counts,
            List<List<Long>> swap,
            List<List<Long>> agreement,
            Map<String, FigureJson> figures,
            List<Model> models) {}

    /** One model under test. */
    record Model(String model, Map<String, Object> counts, Map<String, FigureJson> figures) {}

    /** The reports with those models that the filter lets pass. */
    static ModelsJson of(Query query, Instant now, List<JudgeReport> reports, Predicate<String> filter) {
        return new ModelsJson(
                WindowJson.of(query.window(), now),
                KebabCase.of(query.policy()),
                KebabCase.of(query.resolution()),
                reports.stream().map(report -> judged(report, filter)).toList());
    }

    private static Judged judged(JudgeReport report, Predicate<String> filter) {
        return new Judged(
                JudgeJson.of(report.scope().judge()),
                KebabCase.of(report.scope().mode()),
                counts(report.all()),
                report.swap(),
                report.agreement(),
                FigureJson.of(report.all().figures()),
                report.models().stream()
                        .filter(model -> filter.test(model.model().orElse("")))
                        .map(model ->
                                new Model(model.model().orElse(""), counts(model), FigureJson.of(model.figures())))
                        .toList());
    }

    private static Map<String, Object> counts(ModelMetrics metrics) {
        var counts = new LinkedHashMap<String, Object>(metrics.counts());
        counts.put("passes", metrics.passes());
        return counts;
    }
}
