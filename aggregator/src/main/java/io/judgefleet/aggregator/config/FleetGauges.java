package io.judgefleet.aggregator.config;

import io.judgefleet.aggregator.counts.Progress;
import io.judgefleet.aggregator.counts.Window;
import io.judgefleet.aggregator.figures.FigureCatalogue;
import io.judgefleet.aggregator.figures.FigureSink;
import io.judgefleet.aggregator.figures.PublishingState;
import io.judgefleet.aggregator.figures.Snapshot;
import io.judgefleet.aggregator.slice.IntakeTally;
import io.judgefleet.aggregator.slice.IntakeTally.Kind;
import io.judgefleet.judgement.KebabCase;
import io.judgefleet.schemas.figures.ModelMetrics;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** Gauges for Prometheus: record counts, and the figures of a bounded number of judges. */
final class FleetGauges implements FigureSink {
    /** More judges than anybody watches; each has one series for each figure. */
    private static final int MAX_JUDGES = 50;

    private final Map<String, MultiGauge> byFigure = new TreeMap<>();
    private volatile IntakeTally intake = IntakeTally.empty();

    FleetGauges(MeterRegistry registry, Progress progress, PublishingState publishing) {
        for (var figure : FigureCatalogue.ofJudges()) {
            byFigure.put(
                    figure.name(),
                    MultiGauge.builder(figure.gauge())
                            .description("%s: %s; of a judge over all time, policy strict"
                                    .formatted(
                                            figure.words().title(),
                                            figure.words().meaning()))
                            .register(registry));
        }
        counter(registry, "verdicts", "counted", Kind.VERDICT_COUNTED);
        counter(registry, "verdicts", "duplicate", Kind.VERDICT_DUPLICATE);
        counter(registry, "verdicts", "replaced", Kind.VERDICT_REPLACED);
        counter(registry, "verdicts", "late", Kind.VERDICT_LATE);
        counter(registry, "labels", "counted", Kind.LABEL_COUNTED);
        counter(registry, "labels", "duplicate", Kind.LABEL_DUPLICATE);
        counter(registry, "labels", "replaced", Kind.LABEL_REPLACED);
        FunctionCounter.builder("judgefleet.dead.letters", progress, Progress::deadLetters)
                .description("Verdicts and labels that could not be read")
                .register(registry);
        counter(registry, "labels", "withdrawal", Kind.LABEL_WITHDRAWAL);
        FunctionCounter.builder("judgefleet.stream.thread.deaths", progress, Progress::threadDeaths)
                .description("Threads of the stream that ended by a fault")
                .register(registry);
        round(registry, "done", publishing, PublishingState::done);
        round(registry, "failed", publishing, PublishingState::failed);
        Gauge.builder("judgefleet.lag", progress, Progress::lag)
                .description("Verdicts and labels that are known to wait")
                .baseUnit("records")
                .register(registry);
        Gauge.builder("judgefleet.ready", progress, stream -> stream.state() == Progress.State.RUNNING ? 1 : 0)
                .description("Whether figures can be read")
                .register(registry);
    }

    @Override
    public void take(Snapshot snapshot) {
        intake = snapshot.intake();
        var judges = snapshot.metrics().stream()
                .filter(metrics -> metrics.model().isEmpty())
                .filter(metrics -> metrics.scope().window().equals(Window.ALL.word()))
                .limit(MAX_JUDGES)
                .toList();
        byFigure.forEach((figure, gauge) -> gauge.register(rows(judges, figure), true));
    }

    /** Figures without a value have no series: 0 would be one. */
    private static List<Row<?>> rows(List<ModelMetrics> judges, String name) {
        return judges.stream()
                .<Row<?>>mapMulti((metrics, rows) ->
                        value(metrics, name).ifPresent(value -> rows.accept(Row.of(tags(metrics), value))))
                .toList();
    }

    private static OptionalDouble value(ModelMetrics metrics, String name) {
        var figure = metrics.figures().get(name);
        return figure == null ? OptionalDouble.empty() : figure.value();
    }

    private static Tags tags(ModelMetrics metrics) {
        var judge = metrics.scope().judge();
        return Tags.of(
                "judge", judge.name(),
                "fingerprint", judge.fingerprint(),
                "mode", KebabCase.of(metrics.scope().mode()),
                "weights", KebabCase.of(judge.weightsOrigin()));
    }

    private static void round(
            MeterRegistry registry,
            String outcome,
            PublishingState publishing,
            ToDoubleFunction<PublishingState> count) {
        FunctionCounter.builder("judgefleet.publishing.rounds", publishing, count)
                .description("Rounds in which figures are handed on to topics, gauges and alerts")
                .tag("outcome", outcome)
                .register(registry);
    }

    private void counter(MeterRegistry registry, String what, String outcome, Kind kind) {
        FunctionCounter.builder("judgefleet." + what, this, gauges -> gauges.intake.count(kind))
                .description("What became of the " + what + " that were read")
                .tag("outcome", outcome)
                .register(registry);
    }
}
