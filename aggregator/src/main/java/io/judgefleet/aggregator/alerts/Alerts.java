package io.judgefleet.aggregator.alerts;

import io.judgefleet.aggregator.counts.Window;
import io.judgefleet.aggregator.figures.FigureSink;
import io.judgefleet.aggregator.figures.Snapshot;
import io.judgefleet.metrics.Absence;
import io.judgefleet.metrics.Figure;
import io.judgefleet.schemas.figures.FigureScope;
import io.judgefleet.schemas.figures.MetricAlert;
import io.judgefleet.schemas.figures.MetricAlert.State;
import io.judgefleet.schemas.figures.ModelMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * Holds the figures of every judge against the limits, and says so when one crosses its limit, comes back or can no longer be
 * told: an event for each change, none for what stays. What was said last is read from the log, so that a restart says nothing
 * twice.
 */
public final class Alerts implements FigureSink {
    private static final int RECENT = 100;

    private final List<AlertRule> rules;
    private final AlertLog log;
    private final BooleanSupplier publishes;
    private final TreeMap<String, MetricAlert> said = new TreeMap<>();
    private final List<MetricAlert> recent = new ArrayList<>();
    private List<Standing> standings = List.of();
    private boolean isRead;

    /**
     * How a judge stands to a limit.
     *
     * @param now as it was last evaluated
     * @param since the alert that said so; empty where there was nothing to say yet
     */
    public record Standing(MetricAlert now, Optional<MetricAlert> since) {}

    /** @param publishes whether this process says what is new; one of several aggregators does */
    public Alerts(AlertRules rules, AlertLog log, BooleanSupplier publishes) {
        this.rules = rules.rules();
        this.log = log;
        this.publishes = publishes;
    }

    @Override
    public synchronized void take(Snapshot snapshot) {
        // What another aggregator says can only be read again.
        isRead &= publishes.getAsBoolean();
        readOnce();
        var evaluated = evaluate(snapshot);
        var changed = evaluated.stream().filter(this::isNews).toList();
        if (!changed.isEmpty() && publishes.getAsBoolean()) {
            log.append(changed);
            changed.forEach(this::remember);
        }
        standings = evaluated.stream()
                .map(alert -> new Standing(alert, Optional.ofNullable(said.get(alert.key()))))
                .toList();
    }

    /** How every judge stands to every limit, as of the last round. */
    public synchronized List<Standing> standings() {
        return standings;
    }

    /** The last alerts, the newest first. */
    public synchronized List<MetricAlert> recent() {
        return recent.reversed().stream().toList();
    }

    private void readOnce() {
        if (!isRead) {
            said.clear();
            recent.clear();
            log.read().forEach(this::remember);
            isRead = true;
        }
    }

    private void remember(MetricAlert alert) {
        said.put(alert.key(), alert);
        recent.add(alert);
        if (recent.size() > RECENT) {
            recent.removeFirst();
        }
    }

    /** That there was never anything to tell is no news. */
    private boolean isNews(MetricAlert alert) {
        var before = Optional.ofNullable(said.get(alert.key())).map(MetricAlert::state);
        return !before.orElse(State.NO_DATA).equals(alert.state());
    }

    private List<MetricAlert> evaluate(Snapshot snapshot) {
        var judges = ofJudges(snapshot);
        var alerts = new ArrayList<MetricAlert>();
        for (var rule : rules) {
            // A judge of which a window holds nothing is no less watched.
            for (var judge : judges.getOrDefault(Window.ALL.word(), List.of())) {
                var scope = judge.scope().within(rule.window().word());
                alerts.add(alert(rule, scope, figure(rule, scope, judges), snapshot));
            }
        }
        return alerts;
    }

    private static MetricAlert alert(AlertRule rule, FigureScope scope, Figure figure, Snapshot snapshot) {
        return new MetricAlert(
                rule.name(), rule.judge(figure), scope, rule.figure(), rule.limit(), figure, snapshot.at());
    }

    private static Figure figure(AlertRule rule, FigureScope scope, Map<String, List<ModelMetrics>> judges) {
        return judges.getOrDefault(scope.window(), List.of()).stream()
                .filter(metrics -> metrics.scope().equals(scope))
                .flatMap(metrics -> Optional.ofNullable(metrics.figures().get(rule.figure())).stream())
                .findFirst()
                .orElseGet(() -> Figure.absent(rule.figure(), scope.policy(), Map.of("n", 0L), Absence.NO_DATA));
    }

    /** By window, without those of single models. */
    private static Map<String, List<ModelMetrics>> ofJudges(Snapshot snapshot) {
        var judges = new TreeMap<String, List<ModelMetrics>>();
        snapshot.metrics().stream()
                .filter(metrics -> metrics.model().isEmpty())
                .forEach(metrics -> judges.computeIfAbsent(metrics.scope().window(), any -> new ArrayList<>())
                        .add(metrics));
        return judges;
    }
}
