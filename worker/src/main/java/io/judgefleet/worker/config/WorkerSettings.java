package io.judgefleet.worker.config;

import io.judgefleet.schemas.topics.FleetPrefix;
import io.micronaut.context.env.Environment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Everything that can be set about a worker, read and checked.
 *
 * @param kafka in Kafka's own words, and Confluent's
 * @param slot names one worker of its profile for life; chosen from the state folder when nobody says
 * @param watchdog how long the loop or the engine may make no progress before the worker calls itself dead
 */
public record WorkerSettings(
        String profile,
        Optional<String> slot,
        Path stateDir,
        JudgeChoice judge,
        DeliverySettings delivery,
        Map<String, String> kafka,
        Duration watchdog,
        HttpSettings http) {
    private static final String REGISTRY_URL = "schema.registry.url";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");
    private static final Pattern SECRET =
            Pattern.compile(".*(password|secret|jaas|credential|user\\.info|token|private\\.key|keystore\\.key).*");

    public WorkerSettings {
        kafka = Map.copyOf(kafka);
    }

    /** @throws ConfigurationException naming the first property that is unknown or not as expected */
    public static WorkerSettings read(Environment environment) {
        KnownProperties.requireNoOthers(environment);
        var settings = new Settings(environment);
        var kafka = kafka(settings);
        return new WorkerSettings(
                name(settings, "judgefleet.worker.judge-profile"),
                settings.optional("judgefleet.worker.slot").map(slot -> name(settings, "judgefleet.worker.slot")),
                settings.path("judgefleet.worker.state-dir", "a folder"),
                JudgeChoice.read(settings),
                DeliverySettings.read(settings, kafka),
                kafka,
                settings.duration("judgefleet.worker.watchdog"),
                HttpSettings.read(settings));
    }

    /** The settings that are no secrets, for the log. */
    public String describe() {
        var shown = new TreeMap<>(kafka);
        shown.replaceAll((name, value) -> SECRET.matcher(name).matches() ? "***" : value);
        return "profile=%s slot=%s state-dir=%s judge=%s delivery=%s kafka=%s watchdog=%s http=%s"
                .formatted(profile, slot.orElse("auto"), stateDir, judge, delivery, shown, watchdog, http);
    }

    private static Map<String, String> kafka(Settings settings) {
        var kafka = settings.below("judgefleet.kafka");
        settings.optional("judgefleet.schema-registry.url").ifPresent(url -> kafka.putIfAbsent(REGISTRY_URL, url));
        settings.optional(FleetPrefix.SETTING).ifPresent(prefix -> kafka.put(FleetPrefix.SETTING, checked(prefix)));
        if (kafka.getOrDefault("bootstrap.servers", "").isBlank()) {
            throw new ConfigurationException(
                    "judgefleet.kafka.bootstrap.servers", "the address of a Kafka broker", "none");
        }
        return kafka;
    }

    private static String checked(String prefix) {
        try {
            return FleetPrefix.parse(prefix).value();
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(
                    FleetPrefix.SETTING, "letters, digits, dots, hyphens and underscores", "\"" + prefix + "\"");
        }
    }

    /** Becomes part of group and transactional ids and of file names. */
    private static String name(Settings settings, String property) {
        var expected = "a name of letters, digits, dots, dashes and underscores";
        var name = settings.text(property, expected);
        if (!NAME.matcher(name).matches()) {
            throw new ConfigurationException(property, expected, "\"" + name + "\"");
        }
        return name;
    }
}
