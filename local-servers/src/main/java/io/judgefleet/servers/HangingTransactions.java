package io.judgefleet.servers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Transactions that their coordinator takes for ended while some of their partitions still wait for the end.
 *
 * <p>Readers of committed records never get past one. A broker that was killed makes them when it starts again: it ends
 * transactions that timed out meanwhile before its own new registration, and when that takes its partitions their leader
 * for a moment, the coordinator takes them for deleted and skips them (Kafka 4.3.1, TransactionMarkerChannelManager).
 * With one broker every partition has that moment.
 */
final class HangingTransactions {
    private static final Logger LOG = LoggerFactory.getLogger(HangingTransactions.class);

    private final Admin admin;

    HangingTransactions(Admin admin) {
        this.admin = admin;
    }

    /** A transaction that a partition holds open. */
    private record Open(TopicPartition partition, ProducerState producer) {}

    /** Writes the end that was skipped; says how many times. */
    int abort() {
        var open = open();
        if (open.isEmpty()) {
            return 0;
        }
        var known = known();
        var hanging = open.stream()
                .filter(transaction -> !known.getOrDefault(
                                transaction.producer().producerId(), Set.of())
                        .contains(transaction.partition()))
                .toList();
        return (int) hanging.stream().filter(this::abort).count();
    }

    /** Says whether the end was still missing: a coordinator may come round to it in the meantime. */
    private boolean abort(Open transaction) {
        var producer = transaction.producer();
        LOG.atWarn()
                .addKeyValue("partition", transaction.partition())
                .addKeyValue("producerId", producer.producerId())
                .log("transaction without a coordinator is aborted");
        var spec = new AbortTransactionSpec(
                transaction.partition(),
                producer.producerId(),
                (short) producer.producerEpoch(),
                producer.coordinatorEpoch().orElse(0));
        try {
            await(admin.abortTransaction(spec).all());
            return true;
        } catch (KafkaException e) {
            if (e.getCause() instanceof InvalidProducerEpochException) {
                return false;
            }
            throw e;
        }
    }

    private List<Open> open() {
        var open = new ArrayList<Open>();
        await(admin.describeProducers(partitions()).all())
                .forEach((partition, state) -> state.activeProducers().stream()
                        .filter(producer ->
                                producer.currentTransactionStartOffset().isPresent())
                        .forEach(producer -> open.add(new Open(partition, producer))));
        return open;
    }

    private List<TopicPartition> partitions() {
        var names = await(
                admin.listTopics(new ListTopicsOptions().listInternal(true)).names());
        return await(admin.describeTopics(names).allTopicNames()).values().stream()
                .flatMap(topic -> IntStream.range(0, topic.partitions().size())
                        .mapToObj(partition -> new TopicPartition(topic.name(), partition)))
                .toList();
    }

    /** The partitions that the coordinators know to be part of a transaction, by producer. */
    private Map<Long, Set<TopicPartition>> known() {
        var ids = await(admin.listTransactions().all()).stream()
                .map(TransactionListing::transactionalId)
                .collect(Collectors.toSet());
        var known = new HashMap<Long, Set<TopicPartition>>();
        await(admin.describeTransactions(ids).all())
                .values()
                .forEach(transaction -> known.put(transaction.producerId(), transaction.topicPartitions()));
        return known;
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
