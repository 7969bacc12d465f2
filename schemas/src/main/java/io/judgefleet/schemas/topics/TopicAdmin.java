package io.judgefleet.schemas.topics;

import io.judgefleet.schemas.topics.TopicDifference.Missing;
import io.judgefleet.schemas.topics.TopicDifference.Partitions;
import io.judgefleet.schemas.topics.TopicDifference.ReplicationFactor;
import io.judgefleet.schemas.topics.TopicDifference.Setting;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
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
    private final IntFunction<Replication> replication;

    /** Topics have three replicas, or as many as there are brokers. */
    public TopicAdmin(Admin admin) {
        this(admin, Replication::forBrokers);
    }

    private TopicAdmin(Admin admin, IntFunction<Replication> replication) {
        this.admin = admin;
        this.replication = replication;
    }

    public TopicAdmin withReplication(Replication expected) {
        return new TopicAdmin(admin, brokers -> expected);
    }

    /** What differs, in the order of the specifications; nothing is changed. */
    public List<TopicDifference> plan(Collection<TopicSpec> specs) {
        var expected = replication.apply(await(admin.describeCluster().nodes()).size());
        var found = describe(specs);
        var settings = settings(found.keySet());
        return specs.stream()
                .flatMap(spec -> Optional.ofNullable(found.get(spec.name()))
                        .map(topic -> differences(
                                new Wanted(spec, expected),
                                topic,
                                settings.getOrDefault(spec.name(), new Config(List.of()))))
                        .orElseGet(() -> Stream.of(new Missing(spec, expected))))
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

    private static Stream<TopicDifference> differences(Wanted wanted, TopicDescription topic, Config settings) {
        var name = wanted.spec().name();
        var replicas = replicas(topic);
        return Stream.of(
                        counted(
                                wanted.spec().partitions(),
                                topic.partitions().size(),
                                (expected, found) -> new Partitions(name, expected, found)),
                        counted(
                                wanted.replication().factor(),
                                replicas,
                                (expected, found) -> new ReplicationFactor(name, expected, found)),
                        minInSync(wanted, replicas, settings).stream(),
                        wanted.spec().settings().entrySet().stream()
                                .sorted(Map.Entry.comparingByKey())
                                .flatMap(entry -> setting(name, entry.getKey(), entry.getValue(), settings).stream()))
                .flatMap(differences -> differences);
    }

    private static Stream<TopicDifference> counted(
            int expected, int found, BiFunction<Integer, Integer, TopicDifference> difference) {
        return expected == found ? Stream.of() : Stream.of(difference.apply(expected, found));
    }

    /** Of the partition that has the fewest. */
    private static int replicas(TopicDescription topic) {
        return topic.partitions().stream()
                .mapToInt(partition -> partition.replicas().size())
                .min()
                .orElse(0);
    }

    /** A higher number than there are replicas would stop every producer; a lower one than there is may lose records. */
    private static Optional<TopicDifference> minInSync(Wanted wanted, int replicas, Config settings) {
        int expected = wanted.replication().minInSync();
        var name = TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG;
        var found =
                Optional.ofNullable(settings.get(name)).map(ConfigEntry::value).orElse("");
        if (found.equals(Integer.toString(expected))) {
            return Optional.empty();
        }
        boolean isHarmless =
                expected <= replicas && found.matches("[0-9]+") && grows(Integer.toString(expected), found);
        return Optional.of(new Setting(wanted.spec().name(), name, Integer.toString(expected), found, isHarmless));
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
                .map(difference -> newTopic((Missing) difference))
                .toList();
        for (var created : admin.createTopics(missing).values().values()) {
            try {
                await(created);
            } catch (TopicExistsException e) {
                // Somebody was faster; the next plan says whether it is the same.
            }
        }
    }

    private static NewTopic newTopic(Missing missing) {
        var spec = missing.spec();
        var settings = new HashMap<>(spec.settings());
        settings.put(
                TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
                Integer.toString(missing.replication().minInSync()));
        return new NewTopic(
                        spec.name(), spec.partitions(), missing.replication().factor())
                .configs(settings);
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

    /** What a topic should be on this cluster. */
    private record Wanted(TopicSpec spec, Replication replication) {}

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
