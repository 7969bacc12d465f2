package io.judgefleet.worker.kafka;

import io.judgefleet.schemas.topics.FleetPrefix;
import io.judgefleet.schemas.topics.Limits;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Kafka's clients as a worker needs them: our defaults under the user's settings, and what delivery depends on above them.
 *
 * @param settings in Kafka's own words, passed to every client
 * @param slot names one worker of the profile for life, so that its next process ends what the last one left
 */
public record KafkaClients(Map<String, String> settings, String profile, String slot) {
    private static final int ANSWER_SECONDS = 15;
    private static final int TOPIC_LOOKS = 10;
    private static final int TOPIC_LOOK_MILLIS = 200;
    private static final int TRANSACTION_MILLIS = 10_000;

    /**
     * A transaction that begins while the broker still writes the end of the one before is refused, and tried again after
     * this time, which doubles; with Kafka's 100 ms a worker would get no further than ten transactions a second.
     */
    private static final int NEXT_TRANSACTION_MILLIS = 5;

    private static final int FETCH_BYTES = 16 * 1024 * 1024;

    /** Few, for whoever holds more than it judges keeps it from others; their sizes bound what a worker holds. */
    private static final int SHARE_RECORDS = 32;

    /** Brokers that assign partitions have two assignors, and this is the one that divides each topic evenly. */
    private static final String REMOTE_ASSIGNOR = "range";

    /** The second is what earlier versions know, for a group in which both run. */
    private static final String CLASSIC_ASSIGNORS =
            EachTopicAssignor.class.getName() + "," + CooperativeStickyAssignor.class.getName();

    private static final Set<String> NOT_OF_SHARES = Set.of(
            ConsumerConfig.GROUP_PROTOCOL_CONFIG,
            ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
            ConsumerConfig.GROUP_REMOTE_ASSIGNOR_CONFIG,
            ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG);

    public KafkaClients {
        settings = Map.copyOf(settings);
    }

    public FleetPrefix prefix() {
        return FleetPrefix.of(settings);
    }

    public String groupId() {
        return settings.getOrDefault(ConsumerConfig.GROUP_ID_CONFIG, prefix().workerGroup(profile));
    }

    public String transactionalId() {
        return groupId() + "-" + slot;
    }

    public String bootstrapServers() {
        return settings.getOrDefault("bootstrap.servers", "");
    }

    public Consumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(consumerSettings(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    public Producer<byte[], byte[]> producer() {
        return new KafkaProducer<>(producerSettings(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** The group in which all workers of the profile share the lanes' partitions. */
    public String shareGroupId() {
        return groupId() + "-share";
    }

    public ShareConsumer<byte[], byte[]> shareConsumer() {
        return new KafkaShareConsumer<>(shareSettings(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** A producer whose records are visible as soon as the brokers have them. */
    public Producer<byte[], byte[]> plainProducer() {
        var all = producerSettings();
        all.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
        all.remove(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG);
        all.put(ProducerConfig.CLIENT_ID_CONFIG, transactionalId() + "-share");
        return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * Tells the brokers how our share group is to be delivered to.
     *
     * @throws KafkaException that says what was expected and what was found
     */
    public void configureShareGroup() {
        try (var admin = Admin.create(adminSettings())) {
            admin.incrementalAlterConfigs(SharePolicy.of(shareGroupId())).all().get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new KafkaException(
                    "expected brokers with share groups (Kafka 4.2) that let us configure %s, found: %s"
                            .formatted(
                                    shareGroupId(),
                                    e.getCause() == null ? e : e.getCause().getMessage()),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while the share group was configured", e);
        }
    }

    /**
     * How far our groups are behind on some topics; not yet started.
     *
     * @param shared what our share group reads
     */
    public GroupLag lag(Set<String> topics, Set<String> shared) {
        return new GroupLag(
                Admin.create(adminSettings()),
                new GroupLag.Reading(groupId(), topics),
                new GroupLag.Reading(shareGroupId(), shared));
    }

    /**
     * Waits until a broker answers and has the topics: a broker may not know yet what another has just made.
     *
     * @throws KafkaException that says what was expected and what was found
     */
    public void requireTopics(Set<String> topics) {
        try (var admin = Admin.create(adminSettings())) {
            var missing = missing(admin, topics);
            for (int looks = 0; !missing.isEmpty() && looks < TOPIC_LOOKS; looks++) {
                TimeUnit.MILLISECONDS.sleep(TOPIC_LOOK_MILLIS);
                missing = missing(admin, topics);
            }
            if (!missing.isEmpty()) {
                throw new KafkaException("expected topics %s at %s, found none; `judgefleet topics apply` makes them"
                        .formatted(missing, bootstrapServers()));
            }
        } catch (TimeoutException e) {
            throw new KafkaException(
                    "expected a Kafka broker at %s, found none that answers within %d s"
                            .formatted(bootstrapServers(), ANSWER_SECONDS),
                    e);
        } catch (ExecutionException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            throw new KafkaException(
                    "expected a Kafka broker at %s, found: %s".formatted(bootstrapServers(), cause.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while the cluster was asked", e);
        }
    }

    private static Set<String> missing(Admin admin, Set<String> topics)
            throws ExecutionException, InterruptedException, TimeoutException {
        var missing = new TreeSet<>(topics);
        missing.removeAll(admin.listTopics().names().get(ANSWER_SECONDS, TimeUnit.SECONDS));
        return missing;
    }

    private Map<String, Object> adminSettings() {
        var all = new HashMap<String, Object>(
                Map.of("default.api.timeout.ms", ANSWER_SECONDS * 1000, "request.timeout.ms", ANSWER_SECONDS * 1000));
        all.putAll(settings);
        return all;
    }

    Map<String, Object> consumerSettings() {
        var all = new HashMap<String, Object>(Limits.consumer());
        all.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "consumer");
        all.put(ConsumerConfig.GROUP_ID_CONFIG, groupId());
        all.put(ConsumerConfig.CLIENT_ID_CONFIG, transactionalId());
        all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        all.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        // A balance over all topics together would leave a worker without a share of the busy one.
        if ("classic".equalsIgnoreCase(settings.get(ConsumerConfig.GROUP_PROTOCOL_CONFIG))) {
            all.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CLASSIC_ASSIGNORS);
        } else {
            all.put(ConsumerConfig.GROUP_REMOTE_ASSIGNOR_CONFIG, REMOTE_ASSIGNOR);
        }
        all.putAll(settings);
        all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return all;
    }

    private Map<String, Object> shareSettings() {
        var all = new HashMap<String, Object>(Limits.consumer());
        all.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        all.putAll(settings);
        // Of consumer groups, not of share groups.
        NOT_OF_SHARES.forEach(all::remove);
        all.put(ConsumerConfig.CLIENT_ID_CONFIG, transactionalId() + "-share");
        all.put(ConsumerConfig.GROUP_ID_CONFIG, shareGroupId());
        all.put(ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG, "explicit");
        all.put(ConsumerConfig.SHARE_ACQUIRE_MODE_CONFIG, "record_limit");
        all.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, SHARE_RECORDS);
        return all;
    }

    Map<String, Object> producerSettings() {
        var all = new HashMap<String, Object>(Limits.producer());
        all.put(ProducerConfig.CLIENT_ID_CONFIG, transactionalId());
        all.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_MILLIS);
        all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 2 * TRANSACTION_MILLIS);
        all.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, NEXT_TRANSACTION_MILLIS);
        all.putAll(settings);
        all.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId());
        all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        all.put(ProducerConfig.ACKS_CONFIG, "all");
        return all;
    }
}
