package io.judgefleet.aggregator.config;

import io.judgefleet.aggregator.Counts;
import io.judgefleet.aggregator.RecentCounts;
import io.judgefleet.aggregator.figures.Reports;
import io.judgefleet.aggregator.kafka.VerdictStream;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Makes the parts out of the settings. */
@Factory
final class AggregatorFactory {
    @Singleton
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
}
