package io.judgefleet.faults.audit;

import io.judgefleet.faults.audit.Outcome.Dead;
import io.judgefleet.faults.audit.Outcome.Judged;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an audit came to, for people and for machines. */
public record AuditReport(Totals totals, List<Finding> findings, List<Recovered> recovered) {
    private static final int EXAMPLES = 5;

    public AuditReport {
        findings = List.copyOf(findings);
        recovered = List.copyOf(recovered);
    }

    /** How much happened. */
    public record Totals(
            long acknowledged,
            long deliveries,
            long verdicts,
            long deadLetters,
            long releases,
            long skips,
            int faults) {
        static final Totals NOTHING = new Totals(0, 0, 0, 0, 0, 0, 0);

        Totals plus(Totals other) {
            return new Totals(
                    acknowledged + other.acknowledged,
                    deliveries + other.deliveries,
                    verdicts + other.verdicts,
                    deadLetters + other.deadLetters,
                    releases + other.releases,
                    skips + other.skips,
                    faults + other.faults);
        }

        static Totals of(Evidence evidence) {
            var outcomes = evidence.topics().outcomes();
            long verdicts = outcomes.stream().filter(Judged.class::isInstance).count();
            long dead = outcomes.stream().filter(Dead.class::isInstance).count();
            return new Totals(
                    evidence.histories().acknowledged().size(),
                    evidence.topics().deliveries().size(),
                    verdicts,
                    dead,
                    outcomes.size() - verdicts - dead,
                    evidence.topics().deliveries().stream()
                            .filter(evidence::isSkipped)
                            .count(),
                    evidence.histories().faults().size());
        }
    }

    public static AuditReport of(Evidence evidence) {
        return new AuditReport(Totals.of(evidence), Auditor.audit(evidence), Recovered.of(evidence));
    }

    /** What several runs come to. */
    public static AuditReport together(List<AuditReport> runs) {
        return new AuditReport(
                runs.stream().map(AuditReport::totals).reduce(Totals.NOTHING, Totals::plus),
                Stream.of(Promise.values())
                        .map(promise -> Finding.together(promise, runs))
                        .toList(),
                runs.stream().flatMap(run -> run.recovered().stream()).toList());
    }

    /** Whether every promise was kept. */
    public boolean isClean() {
        return findings.stream().allMatch(Finding::isKept);
    }

    /** For people. */
    public String text() {
        return "%s%n%n%s%n%n%s%n"
                .formatted(totals, findings.stream().map(AuditReport::line).collect(Collectors.joining("\n")), table());
    }

    private static String line(Finding finding) {
        var examples = finding.violations().stream()
                .limit(EXAMPLES)
                .map(violation -> "\n        " + violation)
                .collect(Collectors.joining());
        return "%-6s %8d checked %6d violations  %s%s"
                .formatted(
                        finding.isKept() ? "kept" : "BROKEN",
                        finding.checked(),
                        finding.violations().size(),
                        finding.promise().sentence(),
                        examples);
    }

    private static String header() {
        return "%-18s %6s   %-26s   %-26s%n"
                .formatted("fault", "count", "first outcome med/p99/max", "longest wait med/p99/max");
    }

    private String table() {
        var rows = new ArrayList<String>();
        Recovery.byKind(recovered).forEach((kind, recovery) -> rows.add(line(kind.name(), recovery)));
        rows.add(line("all", Recovery.of(recovered)));
        return rows.stream().collect(Collectors.joining("\n", header(), ""));
    }

    private static String line(String name, Recovery recovery) {
        return "%-18s %6d   %-26s   %-26s"
                .formatted(name, recovery.faults(), text(recovery.firstOutcome()), text(recovery.longestWait()));
    }

    private static String text(Recovery.Spread spread) {
        return "%.2f / %.2f / %.2f s".formatted(seconds(spread.median()), seconds(spread.p99()), seconds(spread.max()));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }
}
