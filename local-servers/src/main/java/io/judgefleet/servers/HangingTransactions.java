package io.judgefleet.servers;

import io.judgefleet.servers.TransactionDecisions.Decision;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.TransactionResult;
import org.apache.kafka.common.requests.WriteTxnMarkersRequest.TxnMarkerEntry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Transactions that have ended for their coordinator while some of their partitions still wait for the end.
 *
 * <p>Readers of committed records never get past one. A broker that was killed makes them when it starts again: its
 * coordinators end what was decided, and what timed out meanwhile, by the metadata of the broker's registration before
 * the kill; where the new registration leaves the partitions without a leader for a moment, a coordinator assumes that
 * they were deleted and skips them (Kafka 4.3.1, TransactionMarkerChannelManager). With one broker every partition has
 * that moment.
 *
 * <p>The law: a transaction that was decided ends everywhere as it was decided. So nothing is judged before all
 * coordinators have loaded their state; an open transaction whose producer a coordinator knows in an unfinished one is
 * the coordinator's; and what is open without one in two looks, with the same producer, epoch and first offset, gets
 * the marker that its decision in {@code __transaction_state} asks for, an abort only where it has none.
 */
final class HangingTransactions {
    private static final Logger LOG = LoggerFactory.getLogger(HangingTransactions.class);

    /** Between two looks: longer than a coordinator takes to write a marker that it has decided on. */
    static final Duration PAUSE = Duration.ofSeconds(3);

    /** For transactions that are decided and do not end; the coordinator goes on trying after that. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** States in which a coordinator still has markers to write. */
    private static final Set<TransactionState> DECIDED =
            Set.of(TransactionState.PREPARE_COMMIT, TransactionState.PREPARE_ABORT);

    private final TransactionAdmin admin;
    private final TransactionMarkers markers;
    private final Path brokerFolder;

    HangingTransactions(TransactionAdmin admin, TransactionMarkers markers, Path brokerFolder) {
        this.admin = admin;
        this.markers = markers;
        this.brokerFolder = brokerFolder;
    }

    /** A transaction that a partition holds open; equal in two looks only if it is the same. */
    record Open(TopicPartition partition, long producerId, int epoch, long startOffset) {}

    /**
     * What was found at one time.
     *
     * @param suspects open in a partition, and unknown to every coordinator
     * @param isWorking whether a coordinator has decided on a transaction and not written all of its markers
     */
    private record Look(Map<Open, ProducerState> suspects, boolean isWorking) {}

    /** Writes the ends that were skipped; says how many. */
    int end() {
        admin.awaitCoordinators();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        var before = look();
        int ended = 0;
        while (before.isWorking() || !before.suspects().isEmpty()) {
            if (System.nanoTime() > deadline) {
                LOG.warn("some decided transactions have not ended in time; readers of committed records wait behind"
                        + " them");
                break;
            }
            pause();
            var now = look();
            now.suspects().keySet().retainAll(before.suspects().keySet());
            ended += end(now.suspects());
            before = look();
        }
        return ended;
    }

    /** Open transactions first: what a coordinator finishes in between must not look unknown to it. */
    private Look look() {
        var suspects = new HashMap<Open, ProducerState>();
        admin.open()
                .forEach((partition, producers) -> producers.forEach(producer -> suspects.put(
                        new Open(
                                partition,
                                producer.producerId(),
                                producer.producerEpoch(),
                                producer.currentTransactionStartOffset().orElseThrow()),
                        producer)));
        if (suspects.isEmpty()) {
            return new Look(suspects, false);
        }
        var unfinished = admin.unfinished();
        boolean isWorking = suspects.keySet().stream()
                .map(open -> unfinished.get(open.producerId()))
                .anyMatch(state -> state != null && DECIDED.contains(state));
        suspects.keySet().removeIf(open -> unfinished.containsKey(open.producerId()));
        return new Look(suspects, isWorking);
    }

    private int end(Map<Open, ProducerState> hanging) {
        if (hanging.isEmpty()) {
            return 0;
        }
        var decisions = TransactionDecisions.read(brokerFolder);
        int ended = 0;
        for (var one : hanging.entrySet()) {
            var open = one.getKey();
            ended += end(open, one.getValue(), decisions) ? 1 : 0;
        }
        return ended;
    }

    /** Says whether the end was still missing. */
    private boolean end(Open open, ProducerState producer, TransactionDecisions decisions) {
        var decision = decisions.of(open.partition(), open.producerId(), open.epoch());
        var result = decision.map(Decision::result).orElse(TransactionResult.ABORT);
        LOG.atWarn()
                .addKeyValue("partition", open.partition())
                .addKeyValue("producerId", open.producerId())
                .addKeyValue("epoch", open.epoch())
                .addKeyValue("startOffset", open.startOffset())
                .addKeyValue("isDecided", decision.isPresent())
                .addKeyValue("end", result)
                .log("transaction whose end its coordinator skipped is ended");
        var error = markers.write(new TxnMarkerEntry(
                open.producerId(),
                decision.map(Decision::epoch).orElse((short) open.epoch()),
                // As that of the last marker: a higher one would fence the coordinator, a lower one is refused.
                producer.coordinatorEpoch().orElse(0),
                result,
                List.of(open.partition()),
                decision.map(Decision::version).orElse((short) 0)));
        if (error != Errors.NONE && error != Errors.INVALID_PRODUCER_EPOCH) {
            throw new KafkaException(
                    "cannot end the transaction of producer %d in %s".formatted(open.producerId(), open.partition()),
                    error.exception());
        }
        return error == Errors.NONE;
    }

    private static void pause() {
        try {
            // Nothing else tells that a coordinator has had its time.
            new CountDownLatch(1).await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while looking for hanging transactions", e);
        }
    }
}
