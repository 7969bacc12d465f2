package io.judgefleet.worker.kafka;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.TopicPartition;

/**
 * Divides the partitions of each topic evenly among the members of a classic group, and moves as few of them as possible.
 *
 * <p>Kafka's cooperative sticky assignor balances the sum over all topics, so that one member may get every partition of
 * a busy topic and another those of an idle one. This one asks it for one topic after the other. On brokers that assign
 * partitions themselves, their {@code range} assignor does the same.
 */
public final class EachTopicAssignor implements ConsumerPartitionAssignor {
    private static final int NO_GENERATION = -1;

    private final CooperativeStickyAssignor sticky = new CooperativeStickyAssignor();

    @Override
    public String name() {
        return "judgefleet-each-topic";
    }

    @Override
    public List<RebalanceProtocol> supportedProtocols() {
        return sticky.supportedProtocols();
    }

    @Override
    public ByteBuffer subscriptionUserData(Set<String> topics) {
        return sticky.subscriptionUserData(topics);
    }

    @Override
    public void onAssignment(Assignment assignment, ConsumerGroupMetadata metadata) {
        sticky.onAssignment(assignment, metadata);
    }

    @Override
    public GroupAssignment assign(Cluster cluster, GroupSubscription group) {
        var members = group.groupSubscription();
        var partitions = new TreeMap<String, List<TopicPartition>>();
        members.keySet().forEach(member -> partitions.put(member, new ArrayList<>()));
        for (var topic : topics(members)) {
            sticky.assign(cluster, new GroupSubscription(readers(topic, members)))
                    .groupAssignment()
                    .forEach((member, part) ->
                            partitions.computeIfPresent(member, (key, all) -> with(all, part.partitions())));
        }
        var assignments = new TreeMap<String, Assignment>();
        partitions.forEach((member, all) -> assignments.put(member, new Assignment(all)));
        return new GroupAssignment(assignments);
    }

    private static Set<String> topics(Map<String, Subscription> members) {
        var topics = new TreeSet<String>();
        members.values().forEach(member -> topics.addAll(member.topics()));
        return topics;
    }

    /** The subscriptions of those who read a topic, as if they read no other. */
    private static Map<String, Subscription> readers(String topic, Map<String, Subscription> members) {
        var readers = new TreeMap<String, Subscription>();
        members.forEach((member, subscription) -> {
            if (subscription.topics().contains(topic)) {
                readers.put(member, only(topic, subscription));
            }
        });
        return readers;
    }

    private static Subscription only(String topic, Subscription whole) {
        var part = new Subscription(
                List.of(topic),
                Optional.ofNullable(whole.userData()).map(ByteBuffer::duplicate).orElse(null),
                whole.ownedPartitions().stream()
                        .filter(owned -> owned.topic().equals(topic))
                        .toList(),
                whole.generationId().orElse(NO_GENERATION),
                whole.rackId());
        part.setGroupInstanceId(whole.groupInstanceId());
        return part;
    }

    private static List<TopicPartition> with(List<TopicPartition> all, List<TopicPartition> more) {
        all.addAll(more);
        return all;
    }
}
