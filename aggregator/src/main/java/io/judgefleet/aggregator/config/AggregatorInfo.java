package io.judgefleet.aggregator.config;

import io.judgefleet.deployable.Version;
import io.judgefleet.judgement.KebabCase;
import io.judgefleet.schemas.topics.Topics;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.env.MapPropertySource;
import io.micronaut.context.env.PropertySource;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.management.endpoint.info.InfoSource;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.utils.AppInfoParser;
import org.reactivestreams.Publisher;

/** Which code counts here, and what, for {@code /info}. */
@Singleton
@Requires(beans = Settings.class)
final class AggregatorInfo implements InfoSource {
    private static final String FILE = "/judgefleet-aggregator/version.properties";

    private final Settings settings;

    AggregatorInfo(Settings settings) {
        this.settings = settings;
    }

    @Override
    public Publisher<PropertySource> getSource() {
        return Publishers.just(MapPropertySource.of("aggregator", properties()));
    }

    private Map<String, Object> properties() {
        var stream = settings.stream();
        var properties = new LinkedHashMap<String, Object>();
        properties.put("aggregator.version", Version.read(FILE));
        properties.put("aggregator.kafka-version", AppInfoParser.getVersion());
        properties.put("aggregator.java-version", Runtime.version().toString());
        properties.put("aggregator.application-id", stream.applicationId());
        properties.put("aggregator.verdicts", Topics.VERDICTS.name());
        properties.put("aggregator.labels", Topics.LABELS.name());
        properties.put("aggregator.horizon", stream.counting().horizon().toString());
        properties.put("aggregator.event-time", KebabCase.of(stream.counting().eventTime()));
        return properties;
    }
}
