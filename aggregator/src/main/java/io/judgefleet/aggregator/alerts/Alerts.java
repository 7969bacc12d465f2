package io.judgefleet.aggregator.alerts;

import io.judgefleet.aggregator.figures.FigureSink;
import io.judgefleet.aggregator.figures.Snapshot;
import io.judgefleet.schemas.figures.MetricAlert;
import io.judgefleet.schemas.figures.MetricAlert.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * Evaluates every rule for every judge, and writes an alert for each change of state: raised, back to normal, or no longer known.
 * The last state of each is read from the log, so that a restart writes nothing twice.
 */
public final class Alerts implements FigureSink {
    private static final int RECENT = 100;

    private final List<AlertRule> rules;
    private final AlertLog log;
    private final BooleanSupplier publishes;
    private final TreeMap<String, MetricAlert> written = new TreeMap<>();
    private final List<MetricAlert> recent = new ArrayList<>();
    private List<Standing> standings = List.of();
    private boolean isRead;

    /**
     * How a judge stands to a rule.
     *
     * @param now as it was last evaluated
     * @param since the alert of the last change of state; empty where the state has never changed
     */
    public record Standing(MetricAlert now, Optional<MetricAlert> since) {}

    /** @param publishes whether this process writes alerts; one of several aggregators does */
    public Alerts(AlertRules rules, AlertLog log, BooleanSupplier publishes) {
        this.rules = rules.rules();
        this.log = log;
        this.publishes = publishes;
    }

    @Override
    public synchronized void take(Snapshot snapshot) {
        // What another aggregator writes can only be read again.
        isRead &= publishes.getAsBoolean();
        readOnce();
        var evaluated = evaluate(snapshot);
        var changed = evaluated.stream().filter(this::isNews).toList();
        if (!changed.isEmpty() && publishes.getAsBoolean()) {
            log.append(changed);
            changed.forEach(this::remember);
        }
        standings = evaluated.stream()
                .map(alert -> new Standing(alert, Optional.ofNullable(written.get(alert.key()))))
                .toList();
    }

    /** How every judge stands to every rule, as of the last round. */
    public synchronized List<Standing> standings() {
        return standings;
    }

    /** The last alerts, the newest first. */
    public synchronized List<MetricAlert> recent() {
        return recent.reversed().stream().toList();
    }

    private void readOnce() {
        if (!isRead) {
            written.clear();
            recent.clear();
            log.read().forEach(this::remember);
            isRead = true;
        }
    }

    private void remember(MetricAlert alert) {
        written.put(alert.key(), alert);
        recent.add(alert);
        if (recent.size() > RECENT) {
            recent.removeFirst();
        }
    }

    /** A judge that never had enough data is no news. */
    private boolean isNews(MetricAlert alert) {
        var before = Optional.ofNullable(written.get(alert.key())).map(MetricAlert::state);
        return !before.orElse(State.NO_DATA).equals(alert.state());
    }

    /** A judge without verdicts in a rule's window is still watched. */
    private List<MetricAlert> evaluate(Snapshot snapshot) {
        var judges = JudgeFigures.of(snapshot);
        return rules.stream()
                .flatMap(rule -> judges.stream().map(judge -> alert(rule, judge, snapshot.at())))
                .toList();
    }

    private static MetricAlert alert(AlertRule rule, JudgeFigures judge, Instant at) {
        var found = rule.evaluate(judge);
        var scope = judge.scope().within(found.window().word());
        return new MetricAlert(
                rule.name(), found.state(), scope, found.figureName(), found.limit(), found.figure(), at);
    }
}
