package io.judgefleet.aggregator.config;

import io.judgefleet.aggregator.alerts.AlertLog;
import io.judgefleet.aggregator.alerts.AlertRules;
import io.judgefleet.aggregator.alerts.Alerts;
import io.judgefleet.aggregator.counts.Counts;
import io.judgefleet.aggregator.counts.Progress;
import io.judgefleet.aggregator.counts.RecentCounts;
import io.judgefleet.aggregator.figures.FigureRounds;
import io.judgefleet.aggregator.figures.FigureSink;
import io.judgefleet.aggregator.figures.PublishingState;
import io.judgefleet.aggregator.figures.Reports;
import io.judgefleet.aggregator.kafka.AlertTopic;
import io.judgefleet.aggregator.kafka.FigureTopics;
import io.judgefleet.aggregator.kafka.VerdictStream;
import io.judgefleet.aggregator.kafka.serving.LocalAnswers;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Makes the parts out of the settings. */
@Factory
final class AggregatorFactory {
    @Singleton
    @Requires(missingBeans = Clock.class)
    Clock clock() {
        return Clock.systemUTC();
    }

    @Singleton
    @Requires(beans = Settings.class)
    @Bean(preDestroy = "close")
    VerdictStream stream(Settings settings, Clock clock) {
        return new VerdictStream(settings.stream(), settings.access(), clock);
    }

    @Singleton
    @Requires(beans = VerdictStream.class)
    Counts counts(VerdictStream stream) {
        return new RecentCounts(stream.counts());
    }

    @Singleton
    @Requires(beans = VerdictStream.class)
    LocalAnswers answers(VerdictStream stream) {
        return stream.answers();
    }

    @Singleton
    Reports reports(Counts counts, Optional<Settings> settings) {
        return new Reports(
                counts,
                settings.map(Settings::replicates).orElse(0),
                settings.map(Settings::controls).orElse(false));
    }

    @Singleton
    @Requires(beans = Settings.class)
    @Bean(preDestroy = "close")
    FigureTopics figureTopics(Settings settings, Progress progress) {
        return new FigureTopics(settings.stream(), progress::isPublisher);
    }

    @Singleton
    @Requires(beans = Settings.class)
    @Bean(preDestroy = "close")
    AlertTopic alertTopic(Settings settings) {
        return new AlertTopic(settings.stream());
    }

    @Singleton
    Alerts alerts(AlertRules rules, AlertLog log, Progress progress) {
        return new Alerts(rules, log, progress::isPublisher);
    }

    @Singleton
    PublishingState publishingState() {
        return new PublishingState();
    }

    @Singleton
    FleetGauges gauges(MeterRegistry registry, Progress progress, PublishingState publishing) {
        return new FleetGauges(registry, progress, publishing);
    }

    @Singleton
    @Bean(preDestroy = "close")
    FigureRounds rounds(Reports reports, List<FigureSink> sinks, Clock clock, PublishingState state) {
        return new FigureRounds(reports, sinks, clock, state);
    }
}
