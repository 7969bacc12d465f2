package io.judgefleet.schemas;

import io.judgefleet.schemas.TopicDifference.Missing;
import io.judgefleet.schemas.TopicDifference.Partitions;
import io.judgefleet.schemas.TopicDifference.Setting;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Compares a cluster's topics with their specifications and makes them right where no record can be lost or moved.
 *
 * <p>Faults of the cluster are Kafka's own unchecked exceptions.
 */
public final class TopicAdmin {
    private final Admin admin;
    private final Optional<Short> replicationFactor;

    /** New topics get the cluster's default replication factor. */
    public TopicAdmin(Admin admin) {
        this(admin, Optional.empty());
    }

    private TopicAdmin(Admin admin, Optional<Short> replicationFactor) {
        this.admin = admin;
        this.replicationFactor = replicationFactor;
    }

    public TopicAdmin withReplicationFactor(short factor) {
        return new TopicAdmin(admin, Optional.of(factor));
    }

    /** What differs, in the order of the specifications; nothing is changed. */
    public List<TopicDifference> plan(Collection<TopicSpec> specs) {
        var found = describe(specs);
        var settings = settings(found.keySet());
        return specs.stream()
                .flatMap(spec -> Optional.ofNullable(found.get(spec.name()))
                        .map(topic ->
                                differences(spec, topic, settings.getOrDefault(spec.name(), new Config(List.of()))))
                        .orElseGet(() -> Stream.of(new Missing(spec))))
                .toList();
    }

    /** Creates and alters what is harmless, and returns what is left for a person to decide. */
    public List<TopicDifference> apply(Collection<TopicSpec> specs) {
        var plan = plan(specs);
        create(plan);
        alter(plan);
        return plan.stream().filter(difference -> !difference.isHarmless()).toList();
    }

    private Map<String, TopicDescription> describe(Collection<TopicSpec> specs) {
        var found = new HashMap<String, TopicDescription>();
        var names = specs.stream().map(TopicSpec::name).toList();
        admin.describeTopics(names)
                .topicNameValues()
                .forEach((name, description) -> ifExists(description).ifPresent(topic -> found.put(name, topic)));
        return found;
    }

    private static Optional<TopicDescription> ifExists(KafkaFuture<TopicDescription> description) {
        try {
            return Optional.of(await(description));
        } catch (UnknownTopicOrPartitionException e) {
            return Optional.empty();
        }
    }

    private Map<String, Config> settings(Collection<String> names) {
        var resources = names.stream().map(TopicAdmin::resource).toList();
        return await(admin.describeConfigs(resources).all()).entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().name(), Map.Entry::getValue));
    }

    private static Stream<TopicDifference> differences(TopicSpec spec, TopicDescription topic, Config settings) {
        int partitions = topic.partitions().size();
        var others = spec.settings().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(entry -> setting(spec.name(), entry.getKey(), entry.getValue(), settings).stream());
        return partitions == spec.partitions()
                ? others
                : Stream.concat(Stream.of(new Partitions(spec.name(), spec.partitions(), partitions)), others);
    }

    private static Optional<TopicDifference> setting(String topic, String name, String expected, Config settings) {
        var found =
                Optional.ofNullable(settings.get(name)).map(ConfigEntry::value).orElse("");
        return found.equals(expected)
                ? Optional.empty()
                : Optional.of(new Setting(topic, name, expected, found, isHarmless(name, expected, found)));
    }

    /** A shorter retention or another policy would delete records, a lower limit refuse them. */
    private static boolean isHarmless(String name, String expected, String found) {
        return switch (name) {
            case TopicConfig.CLEANUP_POLICY_CONFIG -> false;
            case TopicConfig.RETENTION_MS_CONFIG ->
                expected.equals("-1") || !found.equals("-1") && grows(expected, found);
            case TopicConfig.MAX_MESSAGE_BYTES_CONFIG -> grows(expected, found);
            default -> true;
        };
    }

    private static boolean grows(String expected, String found) {
        return Long.parseLong(expected) > Long.parseLong(found);
    }

    private void create(List<TopicDifference> plan) {
        var missing = plan.stream()
                .filter(Missing.class::isInstance)
                .map(difference -> newTopic(((Missing) difference).spec()))
                .toList();
        for (var created : admin.createTopics(missing).values().values()) {
            try {
                await(created);
            } catch (TopicExistsException e) {
                // Somebody was faster; the next plan says whether it is the same.
            }
        }
    }

    private NewTopic newTopic(TopicSpec spec) {
        return new NewTopic(spec.name(), Optional.of(spec.partitions()), replicationFactor).configs(spec.settings());
    }

    private void alter(List<TopicDifference> plan) {
        var operations = plan.stream()
                .filter(Setting.class::isInstance)
                .map(Setting.class::cast)
                .filter(Setting::isHarmless)
                .collect(Collectors.groupingBy(
                        setting -> resource(setting.topicName()),
                        Collectors.mapping(
                                TopicAdmin::operation,
                                Collectors.<AlterConfigOp, Collection<AlterConfigOp>>toCollection(ArrayList::new))));
        await(admin.incrementalAlterConfigs(operations).all());
    }

    private static AlterConfigOp operation(Setting setting) {
        return new AlterConfigOp(new ConfigEntry(setting.name(), setting.expected()), AlterConfigOp.OpType.SET);
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    private static <T> T await(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw Objects.requireNonNull(e.getCause()) instanceof KafkaException cause
                    ? cause
                    : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while the cluster was asked", e);
        }
    }
}
