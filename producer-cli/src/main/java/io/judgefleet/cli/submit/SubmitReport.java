package io.judgefleet.cli.submit;

import io.judgefleet.cli.console.Console;
import io.judgefleet.cli.console.ExitCode;
import io.judgefleet.cli.console.Json;
import io.judgefleet.cli.submit.sending.Deliveries;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What came of a submission, for people and for programs. */
record SubmitReport(
        SubmitTally tally,
        Map<String, Long> rejected,
        Deliveries deliveries,
        Optional<OutcomeWatch> watch,
        Ending ending) {

    /** How the submission went. */
    enum Ending {
        COMPLETE,
        INTERRUPTED,
        /** Nothing was meant to be sent. */
        DRY
    }

    int exitCode() {
        if (ending == Ending.INTERRUPTED) {
            return ExitCode.INTERRUPTED;
        }
        if (deliveries.failed() > 0 || watch.map(OutcomeWatch::deadLetters).orElse(0) > 0) {
            return ExitCode.UNDELIVERED;
        }
        if (watch.map(OutcomeWatch::missing).orElse(0) > 0) {
            return ExitCode.TIMED_OUT;
        }
        return rejected.isEmpty() ? ExitCode.DONE : ExitCode.REJECTED;
    }

    void print(Console console) {
        if (ending == Ending.INTERRUPTED) {
            console.note("interrupted; what was sent until then stays sent");
        }
        console.note("read %d: %d accepted, %d rejected%s"
                .formatted(tally.linesRead(), tally.comparisonsAccepted(), rejectedLines(), notWanted()));
        rejected.forEach((reason, count) -> console.note("  rejected %d: %s".formatted(count, reason)));
        if (tally.emptyAnswers() + tally.booleanAnswers() > 0) {
            console.note("judged as they are: %d empty answers, %d boolean answers that became text"
                    .formatted(tally.emptyAnswers(), tally.booleanAnswers()));
        }
        tally.lookAlikes()
                .forEach(names -> console.note(
                        "note: %s count as different models, though they differ only in blanks,".formatted(names)
                                + " invisible characters or Unicode form"));
        console.note("requests: %d %s, %d already judged, %d sent before"
                .formatted(deliveries.requests(), sent(), tally.requestsJudged(), tally.requestsBefore()));
        console.note("labels: %d %s, %d sent before".formatted(deliveries.labels(), sent(), tally.labelsBefore()));
        if (deliveries.isGivenUp()) {
            console.note("ended early: no broker answered; what was not sent is sent by the same command given again");
        }
        deliveries
                .firstFailure()
                .ifPresent(failure -> console.note("NOT DELIVERED: %d records, the first because of %s"
                        .formatted(deliveries.failed(), failure.getMessage())));
        watch.ifPresent(outcomes -> print(outcomes, console));
        if (!tally.agreement().isEmpty()) {
            tally.agreement().print(console.err());
        }
        console.err().flush();
    }

    String toJson() {
        var json = Json.object()
                .put("read", tally.linesRead())
                .put("accepted", tally.comparisonsAccepted())
                .put("rejected", rejectedLines());
        json.set("rejectedByReason", Json.tree(rejected));
        json.put("emptyAnswers", tally.emptyAnswers()).put("booleanAnswers", tally.booleanAnswers());
        json.set("lookAlikes", Json.tree(tally.lookAlikes()));
        json.putObject("requests")
                .put("sent", deliveries.requests())
                .put("alreadyJudged", tally.requestsJudged())
                .put("sentBefore", tally.requestsBefore());
        json.putObject("labels").put("sent", deliveries.labels()).put("sentBefore", tally.labelsBefore());
        json.put("failed", deliveries.failed());
        watch.ifPresent(outcomes -> json.putObject("outcomes")
                .put("judged", outcomes.judged() + tally.requestsJudged())
                .put("deadLetters", outcomes.deadLetters())
                .put("missing", outcomes.missing()));
        if (!tally.agreement().isEmpty()) {
            json.set("annotators", Json.tree(tally.agreement().toMap()));
        }
        json.put("dryRun", ending == Ending.DRY)
                .put("interrupted", ending == Ending.INTERRUPTED)
                .put("exitCode", exitCode());
        return Json.line(json);
    }

    private void print(OutcomeWatch outcomes, Console console) {
        console.note("outcomes: %d judged, %d dead letters, %d missing"
                .formatted(outcomes.judged() + tally.requestsJudged(), outcomes.deadLetters(), outcomes.missing()));
        if (outcomes.deadLetters() > 0) {
            console.note("judgefleet dead-letters list says why");
        }
    }

    private String sent() {
        return ending == Ending.DRY ? "would be sent" : "sent";
    }

    private long rejectedLines() {
        return rejected.values().stream().collect(Collectors.summingLong(Long::longValue));
    }

    private String notWanted() {
        long left = tally.linesRead() - tally.comparisonsAccepted() - rejectedLines();
        return left == 0 ? "" : ", %d not wanted".formatted(left);
    }
}
