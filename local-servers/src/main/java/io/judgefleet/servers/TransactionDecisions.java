package io.judgefleet.servers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.requests.TransactionResult;
import org.apache.kafka.coordinator.transaction.TransactionLog;
import org.apache.kafka.coordinator.transaction.TransactionLog.TxnRecord;
import org.apache.kafka.coordinator.transaction.TransactionMetadata;
import org.apache.kafka.coordinator.transaction.TransactionState;

/** What the coordinators of a broker's folder wrote down about the ends of transactions, in the order of their logs. */
final class TransactionDecisions {
    static final String TOPIC = "__transaction_state";

    private final List<Decision> decisions = new ArrayList<>();
    private final Map<String, TransactionState> states = new HashMap<>();

    /**
     * How a transaction was to end, written before any of its partitions has a marker.
     *
     * @param epoch of the markers; from transaction version 2 on it is one above that of the data
     */
    record Decision(
            long producerId, short epoch, short version, TransactionResult result, Set<TopicPartition> partitions) {
        Decision {
            partitions = Set.copyOf(partitions);
        }

        /** Whether it is about what a producer wrote in an epoch to a partition. */
        boolean isAbout(TopicPartition partition, long producer, int dataEpoch) {
            return producerId == producer && partitions.contains(partition) && isAboutEpoch(dataEpoch);
        }

        /** A coordinator that ends a transaction by itself raises the epoch under every version. */
        private boolean isAboutEpoch(int dataEpoch) {
            boolean isNext = epoch == dataEpoch + 1;
            return version >= 2 ? isNext : epoch == dataEpoch || (isNext && result == TransactionResult.ABORT);
        }
    }

    private TransactionDecisions() {}

    /** Reads what the folder has; a running broker may write on meanwhile. */
    static TransactionDecisions read(Path brokerFolder) {
        var decisions = new TransactionDecisions();
        LogSegments.partitions(brokerFolder).forEach((partition, folder) -> {
            if (partition.topic().equals(TOPIC)) {
                LogSegments.forEachBatch(folder, decisions::read);
            }
        });
        return decisions;
    }

    List<Decision> all() {
        return List.copyOf(decisions);
    }

    /** The last that is about what a producer wrote in an epoch to a partition. */
    Optional<Decision> of(TopicPartition partition, long producerId, int dataEpoch) {
        return decisions.stream()
                .filter(decision -> decision.isAbout(partition, producerId, dataEpoch))
                .reduce((earlier, later) -> later);
    }

    /** The transactional ids whose last transaction is decided while not all of its markers are known to be written. */
    Set<String> betweenDecisionAndMarkers() {
        var between = new HashSet<String>();
        states.forEach((id, state) -> {
            if (isDecision(state)) {
                between.add(id);
            }
        });
        return between;
    }

    private void read(RecordBatch batch) {
        if (batch.isControlBatch()) {
            return;
        }
        for (var found : batch) {
            if (found.hasKey() && TransactionLog.read(found.key(), found.value()) instanceof TxnRecord transaction) {
                read(transaction.transactionId(), transaction.metadata());
            }
        }
    }

    private void read(String transactionalId, TransactionMetadata transaction) {
        states.put(transactionalId, transaction.state());
        if (isDecision(transaction.state())) {
            decisions.add(new Decision(
                    transaction.producerId(),
                    transaction.producerEpoch(),
                    transaction.clientTransactionVersion().featureLevel(),
                    transaction.state() == TransactionState.PREPARE_COMMIT
                            ? TransactionResult.COMMIT
                            : TransactionResult.ABORT,
                    transaction.topicPartitions()));
        }
    }

    private static boolean isDecision(TransactionState state) {
        return state == TransactionState.PREPARE_COMMIT || state == TransactionState.PREPARE_ABORT;
    }
}
