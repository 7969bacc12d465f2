package io.judgefleet.servers;

import io.judgefleet.servers.TransactionDecisions.Decision;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.internal.ControlRecordType;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.requests.TransactionResult;

/**
 * Reads the log segments of a broker's folder and says which transactions are torn: ended in one partition otherwise
 * than in another, or otherwise than was decided.
 *
 * <p>The segments of all partitions are read, those of {@code __consumer_offsets} among them, for the offsets of a
 * transaction are part of it. A transaction is known by producer id and epoch, which only transaction version 2 (every
 * Kafka client from 4.0 on) makes unique; those of older versions are left out.
 *
 * <p>Of a running broker it says what the files held at that time.
 */
public final class TransactionAudit {
    private final TransactionDecisions decisions;
    private final Map<Transaction, Map<TopicPartition, Ending>> transactions = new HashMap<>();
    private final List<String> torn = new ArrayList<>();

    /** What a producer wrote in one epoch. */
    private record Transaction(long producerId, int epoch) {}

    /**
     * How a transaction stands in one partition; without a marker it is open.
     *
     * @param epoch of the marker or else of the data
     */
    private record Ending(Optional<TransactionResult> marker, int epoch, long offset) {}

    /**
     * The result of an audit.
     *
     * @param transactions how many there are with records in the segments
     * @param torn in words each that ended in one partition otherwise than in another or than was decided
     * @param unended in words each that was decided, or ended in one partition, and is open in another; at rest there is
     *     none
     * @param open how many have no end in any partition and no decision
     */
    public record Report(int transactions, List<String> torn, List<String> unended, int open) {
        public Report {
            torn = List.copyOf(torn);
            unended = List.copyOf(unended);
        }
    }

    private TransactionAudit(TransactionDecisions decisions) {
        this.decisions = decisions;
    }

    /** Audits the folder that a broker keeps its partitions in. */
    public static Report of(Path brokerFolder) {
        var audit = new TransactionAudit(TransactionDecisions.read(brokerFolder));
        LogSegments.partitions(brokerFolder).forEach(audit::read);
        return audit.report();
    }

    /** The transactional ids that a kill caught between a decision and its markers, if the broker has just been killed. */
    public static Set<String> betweenDecisionAndMarkers(Path brokerFolder) {
        return TransactionDecisions.read(brokerFolder).betweenDecisionAndMarkers();
    }

    private void read(TopicPartition partition, Path folder) {
        var open = new HashMap<Long, Transaction>();
        LogSegments.forEachBatch(folder, batch -> {
            if (!batch.isTransactional()) {
                return;
            }
            if (batch.isControlBatch()) {
                var ended = open.remove(batch.producerId());
                if (ended != null) {
                    end(ended, partition, batch);
                }
            } else {
                var transaction = new Transaction(batch.producerId(), batch.producerEpoch());
                var earlier = open.putIfAbsent(batch.producerId(), transaction);
                if (earlier != null && !earlier.equals(transaction)) {
                    torn.add("%s at %s@%d goes on where %s is still open"
                            .formatted(transaction, partition, batch.baseOffset(), earlier));
                }
                note(transaction, partition, new Ending(Optional.empty(), batch.producerEpoch(), batch.baseOffset()));
            }
        });
    }

    private void end(Transaction transaction, TopicPartition partition, RecordBatch batch) {
        var type = ControlRecordType.parse(batch.iterator().next().key());
        var result = type == ControlRecordType.COMMIT ? TransactionResult.COMMIT : TransactionResult.ABORT;
        note(transaction, partition, new Ending(Optional.of(result), batch.producerEpoch(), batch.baseOffset()));
    }

    private void note(Transaction transaction, TopicPartition partition, Ending ending) {
        transactions.computeIfAbsent(transaction, none -> new HashMap<>()).put(partition, ending);
    }

    private Report report() {
        var unended = new ArrayList<String>();
        int open = 0;
        for (var one : transactions.entrySet()) {
            var endings = one.getValue();
            if (!isUnique(one.getKey(), endings)) {
                continue;
            }
            var decided = decision(one.getKey(), endings.keySet()).map(Decision::result);
            var words = words(one.getKey(), decided.map(Enum::name).orElse("unknown"), endings);
            var markers = endings.values().stream()
                    .flatMap(ending -> ending.marker().stream())
                    .toList();
            var expected = decided.or(() -> markers.stream().findFirst());
            if (expected.isEmpty()) {
                open++;
            } else if (!markers.stream().allMatch(expected.get()::equals)) {
                torn.add(words);
            } else if (markers.size() < endings.size()) {
                unended.add(words);
            }
        }
        return new Report(transactions.size(), torn, unended, open);
    }

    /**
     * Whether the epoch belongs to one transaction alone: its end raises the epoch, or no end is there. A marker that was
     * written by hand may have the epoch of the data.
     */
    private boolean isUnique(Transaction transaction, Map<TopicPartition, Ending> endings) {
        return endings.values().stream()
                        .anyMatch(ending -> ending.marker().isEmpty() || ending.epoch() > transaction.epoch())
                || decision(transaction, endings.keySet())
                        .filter(decision -> decision.version() >= 2)
                        .isPresent();
    }

    private Optional<Decision> decision(Transaction transaction, Set<TopicPartition> partitions) {
        return partitions.stream()
                .flatMap(partition -> decisions.of(partition, transaction.producerId(), transaction.epoch()).stream())
                .findFirst();
    }

    private static String words(Transaction transaction, String decided, Map<TopicPartition, Ending> endings) {
        var words = new TreeMap<String, String>();
        endings.forEach((partition, ending) -> words.put(
                partition.toString(), ending.marker().map(Enum::name).orElse("open") + "@" + ending.offset()));
        return "%s, decision %s, has %s".formatted(transaction, decided, words);
    }
}
