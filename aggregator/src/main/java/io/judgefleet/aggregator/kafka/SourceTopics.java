package io.judgefleet.aggregator.kafka;

import io.judgefleet.schemas.topics.FleetPrefix;
import io.judgefleet.schemas.topics.TopicSpec;
import io.judgefleet.schemas.topics.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The topics that are read, looked at before anything is started. */
final class SourceTopics {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /**
     * The number of partitions, the same for verdicts and labels.
     *
     * @throws StartRefusedException when the topics are not so
     */
    static int partitions(Map<String, String> kafka) {
        var prefix = FleetPrefix.of(kafka);
        var names = Stream.of(Topics.VERDICTS, Topics.LABELS, Topics.VERDICT_DEAD_LETTERS)
                .map(topic -> prefix.topic(topic).name())
                .toList();
        var topics = describe(kafka, names);
        var verdicts = partitions(topics, prefix.topic(Topics.VERDICTS));
        var labels = partitions(topics, prefix.topic(Topics.LABELS));
        if (verdicts != labels) {
            throw new StartRefusedException(
                    "expected topics verdicts and labels with equal numbers of partitions, found %d and %d"
                            .formatted(verdicts, labels));
        }
        return verdicts;
    }

    private static int partitions(Map<String, TopicDescription> topics, TopicSpec topic) {
        return Objects.requireNonNull(topics.get(topic.name())).partitions().size();
    }

    private static Map<String, TopicDescription> describe(Map<String, String> kafka, List<String> names) {
        var settings = new HashMap<String, Object>(Map.of(
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 20_000)); // an operator waits
        settings.putAll(kafka);
        try (var admin = Admin.create(settings)) {
            // The client keeps its own time limit only as long as its thread lives.
            return admin.describeTopics(names).allTopicNames().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw StartRefusedException.missing(
                    "no answer from Kafka at %s within %d s"
                            .formatted(kafka.get("bootstrap.servers"), PATIENCE.toSeconds()),
                    e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof UnknownTopicOrPartitionException
                    ? StartRefusedException.missing(
                            "expected the topics %s, found not all: run judgefleet topics apply".formatted(names), e)
                    : StartRefusedException.missing(
                            "no answer from Kafka at %s: %s".formatted(kafka.get("bootstrap.servers"), e.getMessage()),
                            e);
        } catch (KafkaException e) {
            throw new StartRefusedException("Kafka refuses the settings: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartRefusedException("interrupted while the topics were looked at", e);
        }
    }

    private SourceTopics() {}
}
