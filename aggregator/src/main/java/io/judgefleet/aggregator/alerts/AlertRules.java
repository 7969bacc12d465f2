package io.judgefleet.aggregator.alerts;

import java.util.List;

/** All limits of an aggregator. */
public record AlertRules(List<AlertRule> rules) {
    public AlertRules {
        rules = List.copyOf(rules);
    }
}
