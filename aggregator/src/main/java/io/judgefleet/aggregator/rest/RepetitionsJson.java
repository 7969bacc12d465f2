package io.judgefleet.aggregator.rest;

import io.judgefleet.aggregator.figures.RepetitionReport;
import io.judgefleet.judgement.KebabCase;
import java.util.List;
import java.util.Map;

/** What judges said who were asked to repeat themselves, as readers get it. */
record RepetitionsJson(List<Judge> judges) {
    /** One judge in one mode. */
    record Judge(JudgeJson judge, String mode, long items, Map<String, FigureJson> figures) {
        static Judge of(RepetitionReport report) {
            return new Judge(
                    JudgeJson.of(report.judge()),
                    KebabCase.of(report.mode()),
                    report.items(),
                    FigureJson.of(report.figures()));
        }
    }

    static RepetitionsJson of(List<RepetitionReport> reports) {
        return new RepetitionsJson(reports.stream().map(Judge::of).toList());
    }
}
