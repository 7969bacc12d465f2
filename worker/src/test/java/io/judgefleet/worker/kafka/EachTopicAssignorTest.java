package io.judgefleet.worker.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Assignment;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.GroupSubscription;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Subscription;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EachTopicAssignorTest {
    private static final List<String> TOPICS = List.of("live", "bulk", "retry-1m", "retry-10m");
    private static final int PARTITIONS = 12;

    private final EachTopicAssignor assignor = new EachTopicAssignor();
    private final Map<String, List<TopicPartition>> owned = new TreeMap<>();
    private int generation = 1;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 12})
    void shouldGiveEachMemberItsShareOfEachTopicWhenAGroupBegins(int members) {
        join(members);

        settle();

        assertEachTopicIsDividedEvenly();
    }

    @Test
    void shouldKeepTheSharesOfEachTopicEvenWhateverMembersComeAndGo() {
        var random = new Random(2611);
        join(1);
        for (int change = 0; change < 60; change++) {
            if (owned.size() > 1 && random.nextBoolean()) {
                owned.remove(List.copyOf(owned.keySet()).get(random.nextInt(owned.size())));
            } else {
                owned.put("m" + random.nextInt(1_000_000), List.of());
            }

            settle();

            assertEachTopicIsDividedEvenly();
        }
    }

    @Test
    void shouldMoveNoMoreThanTheShareOfTheMemberThatJoins() {
        join(3);
        settle();
        var before = new HashMap<>(owned);
        owned.put("z", List.of());

        settle();

        before.forEach(
                (member, partitions) -> assertThat(partitions).containsAll(owned.getOrDefault(member, List.of())));
    }

    @Test
    void shouldGiveAMemberOnlyPartitionsOfTopicsThatItReads() {
        var subscriptions =
                Map.of("a", new Subscription(List.of("live")), "b", new Subscription(List.of("live", "bulk")));

        var assigned =
                assignor.assign(cluster(), new GroupSubscription(subscriptions)).groupAssignment();

        assertThat(partitions(assigned, "a"))
                .hasSize(6)
                .allMatch(part -> part.topic().equals("live"));
        assertThat(partitions(assigned, "b")).hasSize(6 + PARTITIONS);
    }

    private void join(int members) {
        IntStream.range(0, members).forEach(i -> owned.put("m" + i, List.of()));
    }

    /** Two rounds: what moves is given back in the first and given out in the second. */
    private void settle() {
        rebalance();
        rebalance();
    }

    private void rebalance() {
        var subscriptions = new HashMap<String, Subscription>();
        owned.forEach((member, partitions) ->
                subscriptions.put(member, new Subscription(TOPICS, null, partitions, generation, Optional.empty())));
        var assigned =
                assignor.assign(cluster(), new GroupSubscription(subscriptions)).groupAssignment();
        generation++;
        owned.replaceAll((member, before) -> partitions(assigned, member));
    }

    private static List<TopicPartition> partitions(Map<String, Assignment> assigned, String member) {
        return Objects.requireNonNull(assigned.get(member)).partitions();
    }

    private void assertEachTopicIsDividedEvenly() {
        int least = PARTITIONS / owned.size();
        int most = (PARTITIONS + owned.size() - 1) / owned.size();
        for (var topic : TOPICS) {
            var all = new ArrayList<TopicPartition>();
            owned.forEach((member, partitions) -> {
                var share = partitions.stream()
                        .filter(part -> part.topic().equals(topic))
                        .toList();
                assertThat(share)
                        .as("%s of %s among %d", member, topic, owned.size())
                        .hasSizeBetween(least, most);
                all.addAll(share);
            });
            assertThat(all).doesNotHaveDuplicates().hasSize(PARTITIONS);
        }
    }

    private static Cluster cluster() {
        var node = new Node(0, "localhost", 9092);
        var partitions = new HashSet<PartitionInfo>();
        for (var topic : TOPICS) {
            IntStream.range(0, PARTITIONS)
                    .forEach(number -> partitions.add(
                            new PartitionInfo(topic, number, node, new Node[] {node}, new Node[] {node})));
        }
        return new Cluster("test", List.of(node), partitions, Set.of(), Set.of());
    }
}
