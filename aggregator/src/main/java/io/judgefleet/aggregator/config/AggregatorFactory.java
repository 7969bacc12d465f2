package io.judgefleet.aggregator.config;

import io.judgefleet.aggregator.Counts;
import io.judgefleet.aggregator.Progress;
import io.judgefleet.aggregator.RecentCounts;
import io.judgefleet.aggregator.figures.FigureRounds;
import io.judgefleet.aggregator.figures.FigureSink;
import io.judgefleet.aggregator.figures.Reports;
import io.judgefleet.aggregator.kafka.FigureTopics;
import io.judgefleet.aggregator.kafka.VerdictStream;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

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
        return new VerdictStream(settings.stream(), clock);
    }

    @Singleton
    @Requires(beans = VerdictStream.class)
    Counts counts(VerdictStream stream) {
        return new RecentCounts(stream.counts());
    }

    @Singleton
    Reports reports(Counts counts) {
        return new Reports(counts);
    }

    @Singleton
    @Requires(beans = Settings.class)
    @Bean(preDestroy = "close")
    FigureTopics figureTopics(Settings settings) {
        return new FigureTopics(settings.stream());
    }

    @Singleton
    FleetGauges gauges(MeterRegistry registry, Progress progress) {
        return new FleetGauges(registry, progress);
    }

    @Singleton
    @Bean(preDestroy = "close")
    FigureRounds rounds(Reports reports, List<FigureSink> sinks, Clock clock) {
        return new FigureRounds(reports, sinks, clock);
    }
}
