package io.judgefleet.servers;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.apache.kafka.common.utils.Utils;

/** What a cluster says about its transactions: its partitions about open ones, its coordinators about unfinished ones. */
final class TransactionAdmin {
    private static final Set<TransactionState> UNFINISHED = Set.of(
            TransactionState.ONGOING,
            TransactionState.PREPARE_ABORT,
            TransactionState.PREPARE_COMMIT,
            TransactionState.PREPARE_EPOCH_FENCE);

    private final Admin admin;

    TransactionAdmin(Admin admin) {
        this.admin = admin;
    }

    /**
     * Returns when the broker's metadata has caught up with the controller's and each partition of
     * {@code __transaction_state} has a leader that has loaded it.
     *
     * <p>A listing of transactions does not tell: before the coordinators are elected it is empty without an error. The
     * description of one id for each partition does: it is asked again for as long as the answer is that the coordinator
     * is another one or still loading.
     */
    void awaitCoordinators() {
        awaitMetadata();
        if (!topics().contains(TransactionDecisions.TOPIC)) {
            return; // to ask would create it
        }
        var probes = probes(partitions(List.of(TransactionDecisions.TOPIC)).size());
        var answers = admin.describeTransactions(probes);
        probes.forEach(probe -> awaitKnownOrNot(answers.description(probe)));
    }

    /** By partition, the producers that hold a transaction open in it. */
    Map<TopicPartition, List<ProducerState>> open() {
        var open = new HashMap<TopicPartition, List<ProducerState>>();
        await(admin.describeProducers(partitions(topics())).all())
                .forEach((partition, state) -> open.put(
                        partition,
                        state.activeProducers().stream()
                                .filter(producer ->
                                        producer.currentTransactionStartOffset().isPresent())
                                .toList()));
        return open;
    }

    /** The states of the producers that a coordinator knows in a transaction which is not ended everywhere. */
    Map<Long, TransactionState> unfinished() {
        return await(admin.listTransactions().all()).stream()
                .filter(listing -> UNFINISHED.contains(listing.state()))
                .collect(Collectors.toMap(
                        TransactionListing::producerId, TransactionListing::state, (first, second) -> first));
    }

    /** The features carry the offset of the metadata that the broker acts by. */
    private void awaitMetadata() {
        long committed = await(admin.describeMetadataQuorum().quorumInfo()).highWatermark();
        while (await(admin.describeFeatures().featureMetadata())
                        .finalizedFeaturesEpoch()
                        .orElse(Long.MAX_VALUE)
                < committed - 1) {
            Thread.onSpinWait();
        }
    }

    /** An id for each partition that is coordinated by it; Kafka's own rule. */
    static Set<String> probes(int partitions) {
        var probes = new HashMap<Integer, String>();
        for (int number = 0; probes.size() < partitions; number++) {
            var probe = "judgefleet-probe-" + number;
            probes.putIfAbsent(Utils.abs(probe.hashCode()) % partitions, probe);
        }
        return new HashSet<>(probes.values());
    }

    private Set<String> topics() {
        return await(
                admin.listTopics(new ListTopicsOptions().listInternal(true)).names());
    }

    private List<TopicPartition> partitions(Collection<String> topics) {
        return await(admin.describeTopics(topics).allTopicNames()).values().stream()
                .flatMap(topic -> IntStream.range(0, topic.partitions().size())
                        .mapToObj(partition -> new TopicPartition(topic.name(), partition)))
                .toList();
    }

    private static void awaitKnownOrNot(KafkaFuture<?> description) {
        try {
            await(description);
        } catch (KafkaException e) {
            if (!(e.getCause() instanceof TransactionalIdNotFoundException)) {
                throw e;
            }
        }
    }

    private static <T> T await(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new KafkaException("cannot look for hanging transactions", Objects.requireNonNull(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while looking for hanging transactions", e);
        }
    }
}
