package io.judgefleet.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.judgefleet.schemas.topics.CleanupPolicy;
import io.judgefleet.schemas.topics.Replication;
import io.judgefleet.schemas.topics.TopicAdmin;
import io.judgefleet.schemas.topics.TopicDifference;
import io.judgefleet.schemas.topics.TopicDifference.Missing;
import io.judgefleet.schemas.topics.TopicSpec;
import io.judgefleet.schemas.topics.Topics;
import io.judgefleet.testkit.Server;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

/** What the administration of topics needs of a broker. */
@Timeout(120)
@TestInstance(Lifecycle.PER_CLASS)
abstract class TopicAdminContract {
    private final List<AutoCloseable> started = new ArrayList<>();
    private TopicAdmin topics;

    /** A broker without topics. */
    abstract Server broker();

    @BeforeAll
    void start() {
        var broker = broker();
        started.add(broker);
        var admin = Admin.create(Map.of("bootstrap.servers", broker.address()));
        started.add(0, admin);
        topics = new TopicAdmin(admin);
    }

    @AfterAll
    void stop() throws Exception {
        for (var each : started) {
            each.close();
        }
    }

    @Test
    void shouldFindNothingToDoWhenAllTopicsWereCreated() {
        assertThat(topics.plan(Topics.ALL)).hasSize(Topics.ALL.size()).allMatch(Missing.class::isInstance);

        assertThat(topics.apply(Topics.ALL)).isEmpty();

        await("metadata")
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(topics.plan(Topics.ALL)).isEmpty());
    }

    @Test
    void shouldRaiseLimitsWhenTheyAreHigherNow() {
        deployed(spec("growing", 2, Duration.ofDays(7), 1000));

        var grown = List.of(spec("growing", 2, Duration.ofDays(8), 2000));
        assertThat(topics.apply(grown)).isEmpty();

        await("settings")
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(topics.plan(grown)).isEmpty());
    }

    @Test
    void shouldLeaveTopicAloneWhenChangeWouldLoseOrMoveRecords() {
        deployed(spec("dear", 4, Duration.ofDays(7), 2000));
        var smaller = new TopicSpec("dear", 2, Optional.of(Duration.ofDays(1)), CleanupPolicy.COMPACT, 1000);

        var left = topics.apply(List.of(smaller));

        assertThat(left)
                .extracting(TopicDifference::description)
                .containsExactly(
                        "dear: expected 2 partitions, found 4",
                        "dear: expected cleanup.policy=compact, found delete",
                        "dear: expected max.message.bytes=1000, found 2000",
                        "dear: expected retention.ms=86400000, found 604800000");
        assertThat(topics.plan(List.of(smaller))).isEqualTo(left);
    }

    @Test
    void shouldReportReplicationWhenOperatorAsksForMoreReplicasThanThereAre() {
        var spec = spec("replicated", 2, Duration.ofDays(7), 2000);
        deployed(spec);
        var threeReplicas = topics.withReplication(Replication.of((short) 3));

        var left = threeReplicas.apply(List.of(spec));

        assertThat(left)
                .extracting(TopicDifference::description)
                .containsExactly(
                        "replicated: expected a replication factor of 3, found 1",
                        "replicated: expected min.insync.replicas=2, found 1");
        assertThat(threeReplicas.plan(List.of(spec))).isEqualTo(left);
    }

    private void deployed(TopicSpec spec) {
        topics.apply(List.of(spec));
        await("topic")
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(topics.plan(List.of(spec))).isEmpty());
    }

    private static TopicSpec spec(String name, int partitions, Duration retention, int maxMessageBytes) {
        return new TopicSpec(name, partitions, Optional.of(retention), CleanupPolicy.DELETE, maxMessageBytes);
    }
}
