package io.judgefleet.faults.audit;

import java.util.List;

/**
 * What an audit found about one promise.
 *
 * @param checked how many cases it looked at
 * @param violations each in words
 */
public record Finding(Promise promise, long checked, List<String> violations) {
    public Finding {
        violations = List.copyOf(violations);
    }

    /** What the findings of several runs about one promise come to. */
    static Finding together(Promise promise, List<AuditReport> runs) {
        var findings = runs.stream()
                .flatMap(run -> run.findings().stream())
                .filter(finding -> finding.promise() == promise)
                .toList();
        return new Finding(
                promise,
                findings.stream().mapToLong(Finding::checked).sum(),
                findings.stream()
                        .flatMap(finding -> finding.violations().stream())
                        .toList());
    }

    public boolean isKept() {
        return violations.isEmpty();
    }
}
