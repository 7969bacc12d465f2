package io.judgefleet.worker.config;

import io.judgefleet.deployable.ConfigurationException;
import io.judgefleet.deployable.HttpAccess;
import io.judgefleet.deployable.KnownProperties;
import io.judgefleet.deployable.PropertyReader;
import io.judgefleet.schemas.topics.Secrets;
import io.micronaut.context.env.Environment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
        HttpAccess http) {
    private static final KnownProperties KNOWN =
            KnownProperties.of("/application-worker.yml", Set.of("judgefleet.kafka."));

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    public WorkerSettings {
        kafka = Map.copyOf(kafka);
    }

    /** @throws ConfigurationException naming the first property that is unknown or not as expected */
    public static WorkerSettings read(Environment environment) {
        KNOWN.requireNoOthers(environment);
        var settings = new PropertyReader(environment);
        var kafka = kafka(settings);
        return new WorkerSettings(
                name(settings, "judgefleet.worker.judge-profile"),
                settings.optional("judgefleet.worker.slot").map(slot -> name(settings, "judgefleet.worker.slot")),
                settings.path("judgefleet.worker.state-dir", "a folder"),
                JudgeChoice.read(settings),
                DeliverySettings.read(settings, kafka),
                kafka,
                settings.duration("judgefleet.worker.watchdog"),
                HttpAccess.read(settings));
    }

    /** The settings that are no secrets, for the log. */
    public String describe() {
        return "profile=%s slot=%s state-dir=%s judge=%s delivery=%s kafka=%s watchdog=%s http=%s"
                .formatted(
                        profile, slot.orElse("auto"), stateDir, judge, delivery, Secrets.masked(kafka), watchdog, http);
    }

    private static Map<String, String> kafka(PropertyReader settings) {
        var kafka = settings.kafka();
        if (kafka.getOrDefault("bootstrap.servers", "").isBlank()) {
            throw new ConfigurationException(
                    "judgefleet.kafka.bootstrap.servers", "the address of a Kafka broker", "none");
        }
        return kafka;
    }

    /** Becomes part of group and transactional ids and of file names. */
    private static String name(PropertyReader settings, String property) {
        var expected = "a name of letters, digits, dots, dashes and underscores";
        var name = settings.text(property, expected);
        if (!NAME.matcher(name).matches()) {
            throw new ConfigurationException(property, expected, "\"" + name + "\"");
        }
        return name;
    }
}
