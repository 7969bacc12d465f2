package io.judgefleet.cli.submit;

import io.judgefleet.cli.fleet.Clients;
import io.judgefleet.cli.fleet.Connection;
import io.judgefleet.cli.fleet.ProfileWorkers;
import io.judgefleet.cli.fleet.TopicReader;
import io.judgefleet.cli.submit.requests.RequestMaker;
import io.judgefleet.schemas.topics.Topics;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * What is known of the cluster before the first line is read: it answers, and the topics are there.
 *
 * @param cluster its id
 * @param workers of the profile that is asked to judge
 */
record Preflight(String cluster, ProfileWorkers workers) {
    /** Asks the cluster; faults are Kafka's own exceptions. */
    static Preflight check(Clients clients, Connection connection, RequestMaker maker) {
        try (var admin = clients.admin(connection)) {
            var cluster = await(admin.describeCluster().clusterId());
            for (var needed : List.of(
                    maker.addressing().topic(),
                    connection.prefix().topic(Topics.LABELS).name())) {
                requireExisting(
                        needed,
                        admin.describeTopics(List.of(needed)).topicNameValues().values());
            }
            var profile = maker.template().profile();
            return new Preflight(cluster, ProfileWorkers.of(profile, connection.prefix(), admin));
        }
    }

    private static void requireExisting(String topic, Iterable<? extends KafkaFuture<?>> descriptions) {
        try {
            descriptions.forEach(Preflight::await);
        } catch (UnknownTopicOrPartitionException e) {
            throw TopicReader.missing(topic);
        }
    }

    private static <T> T await(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
