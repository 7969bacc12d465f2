package io.judgefleet.aggregator.rest;

import io.judgefleet.aggregator.figures.CanaryReport;
import io.judgefleet.judgement.KebabCase;
import java.util.List;
import java.util.Map;

/** Rounds of canaries as readers get them. */
record CanariesJson(List<Canary> canaries) {
    /** One judge's rounds of one data set. */
    record Canary(
            JudgeJson judge,
            String mode,
            String dataset,
            List<Round> rounds,
            Map<String, FigureJson> figures,
            Map<String, String> alarms) {}

    /** What was said in one round. */
    record Round(String round, long verdicts, FigureJson meanScore, FigureJson consistency, FigureJson parseRate) {}

    static CanariesJson of(List<CanaryReport> reports) {
        return new CanariesJson(reports.stream().map(CanariesJson::canary).toList());
    }

    private static Canary canary(CanaryReport report) {
        return new Canary(
                JudgeJson.of(report.judge()),
                KebabCase.of(report.mode()),
                report.dataset(),
                report.rounds().stream().map(CanariesJson::round).toList(),
                FigureJson.of(report.figures()),
                report.alarms());
    }

    private static Round round(CanaryReport.Round round) {
        return new Round(
                round.name(),
                round.tally().verdicts(),
                FigureJson.of(round.scores().mean()),
                FigureJson.of(round.consistency()),
                FigureJson.of(round.parseRate()));
    }
}
