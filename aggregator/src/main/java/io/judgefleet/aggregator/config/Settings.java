package io.judgefleet.aggregator.config;

import io.judgefleet.aggregator.alerts.AlertRule;
import io.judgefleet.aggregator.alerts.AlertRules;
import io.judgefleet.aggregator.figures.Reports;
import io.judgefleet.aggregator.kafka.StartRefusedException;
import io.judgefleet.aggregator.kafka.StreamSettings;
import io.judgefleet.aggregator.ledger.Counting;
import io.judgefleet.aggregator.ledger.EventTime;
import io.judgefleet.deployable.ConfigurationException;
import io.judgefleet.deployable.HttpAccess;
import io.judgefleet.deployable.KnownProperties;
import io.judgefleet.deployable.PropertyReader;
import io.judgefleet.judgement.KebabCase;
import io.judgefleet.judgement.Require;
import io.judgefleet.metrics.text.NearestName;
import io.judgefleet.schemas.topics.FleetPrefix;
import io.micronaut.context.env.Environment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/**
 * All that can be set, checked before anything is started.
 *
 * @param publishInterval how often topics and gauges get what changed
 * @param replicates of the bootstrap; 0 for none
 * @param controls whether published leaderboards have columns in which length or style is held fixed
 */
public record Settings(
        StreamSettings stream,
        Duration publishInterval,
        int replicates,
        boolean controls,
        AlertRules alerts,
        HttpAccess access) {
    private static final String OURS = "judgefleet.aggregator.";

    /** Alerts are named by their users; url and token are settings of the command line. */
    private static final KnownProperties KNOWN = KnownProperties.of(
            "/judgefleet-aggregator/application.yml",
            Set.of("judgefleet.kafka.", OURS + "alerts.", OURS + "url", OURS + "token"));

    /** @throws StartRefusedException naming the first property that is unknown or not as expected */
    public static Settings read(Environment environment) {
        var properties = new PropertyReader(environment);
        try {
            KNOWN.requireNoOthers(environment);
            return new Settings(
                    stream(properties),
                    properties.duration(OURS + "publish-interval"),
                    replicates(properties),
                    properties.flag(OURS + "controls"),
                    alerts(properties),
                    HttpAccess.read(properties));
        } catch (ConfigurationException e) {
            throw new StartRefusedException(String.valueOf(e.getMessage()), e);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new StartRefusedException("judgefleet.aggregator: " + e.getMessage(), e);
        }
    }

    private static StreamSettings stream(PropertyReader properties) {
        var kafka = properties.kafka();
        return new StreamSettings(
                kafka,
                properties.value(OURS + "application-id", "a consumer group's name", FleetPrefix.of(kafka)::name),
                properties.value(OURS + "state-dir", "a folder", Path::of).toAbsolutePath(),
                counting(properties),
                size(properties),
                properties.duration(OURS + "commit-interval"),
                properties.duration(OURS + "close-timeout"));
    }

    /** The percentiles of fewer replicates would say nothing. */
    private static int replicates(PropertyReader properties) {
        return properties.value(OURS + "bootstrap", "0, or 100 to 10000 replicates", text -> {
            var replicates = Integer.parseInt(text);
            Require.within(replicates == 0 ? 0 : 100, 10_000, replicates, "replicates");
            return replicates;
        });
    }

    private static Counting counting(PropertyReader properties) {
        var eventTime = properties.value(
                OURS + "event-time",
                "appended or judged",
                text -> KebabCase.parse(EventTime.class, text).orElseThrow());
        return new Counting(eventTime, properties.duration(OURS + "horizon"), replicates(properties) > 0);
    }

    private static StreamSettings.Size size(PropertyReader properties) {
        return new StreamSettings.Size(
                properties.integer(OURS + "threads"),
                properties.integer(OURS + "standbys"),
                properties.bytes(OURS + "store-memory"),
                properties.bytes(OURS + "cache-memory"));
    }

    /** A rule without a text is switched off. */
    private static AlertRules alerts(PropertyReader properties) {
        var prefix = OURS + "alerts.";
        var rules = properties.under(prefix).keySet().stream()
                .map(name -> name.replace('.', '-')) // as variables of the environment have it
                .distinct()
                .filter(name -> properties.optional(prefix + name).isPresent())
                .map(name -> properties.value(prefix + name, AlertRule.FORMS, text -> AlertRule.parse(name, text)))
                .toList();
        rules.forEach(rule -> rule.figureName().ifPresent(figure -> requireKnown(prefix + rule.name(), figure)));
        return new AlertRules(rules);
    }

    /** A limit to what no judge has would never be crossed. */
    private static void requireKnown(String property, String figure) {
        var known = Reports.namesOfJudges();
        if (!known.contains(figure)) {
            throw new StartRefusedException("%s: expected a figure of judges, found \"%s\"%s"
                    .formatted(property, figure, NearestName.hint(figure, known)));
        }
    }
}
