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

    public boolean isKept() {
        return violations.isEmpty();
    }
}
