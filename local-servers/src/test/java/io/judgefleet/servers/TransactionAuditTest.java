package io.judgefleet.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.internal.ControlRecordType;
import org.apache.kafka.common.record.internal.EndTransactionMarker;
import org.apache.kafka.common.record.internal.FileRecords;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.apache.kafka.coordinator.transaction.TransactionLog;
import org.apache.kafka.coordinator.transaction.TransactionState;
import org.apache.kafka.coordinator.transaction.TxnTransitMetadata;
import org.apache.kafka.server.common.TransactionVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransactionAuditTest {
    private static final long PRODUCER = 7;
    private static final short EPOCH = 3;
    private static final short MARKER_EPOCH = EPOCH + 1;
    private static final TopicPartition VERDICTS = new TopicPartition("verdicts", 0);
    private static final TopicPartition OFFSETS = new TopicPartition("__consumer_offsets", 2);
    private static final TopicPartition DECISIONS = new TopicPartition("__transaction_state", 1);

    @TempDir
    Path folder;

    private final Map<TopicPartition, Long> ends = new HashMap<>();

    @Test
    void shouldFindNothingWhenAllPartitionsEndedAsDecided() throws IOException {
        decided(TransactionState.PREPARE_COMMIT);
        wrote(VERDICTS);
        wrote(OFFSETS);
        ended(VERDICTS, ControlRecordType.COMMIT);
        ended(OFFSETS, ControlRecordType.COMMIT);

        var report = TransactionAudit.of(folder);

        assertThat(report.transactions()).isEqualTo(1);
        assertThat(report.torn()).isEmpty();
        assertThat(report.unended()).isEmpty();
    }

    @Test
    void shouldFindTransactionTornWhenOnePartitionWasAborted() throws IOException {
        decided(TransactionState.PREPARE_COMMIT);
        wrote(VERDICTS);
        wrote(OFFSETS);
        ended(VERDICTS, ControlRecordType.ABORT);
        ended(OFFSETS, ControlRecordType.COMMIT);

        var report = TransactionAudit.of(folder);

        assertThat(report.torn())
                .containsExactly("Transaction[producerId=7, epoch=3], decision COMMIT, "
                        + "has {__consumer_offsets-2=COMMIT@1, verdicts-0=ABORT@1}");
    }

    @Test
    void shouldFindTransactionTornWhenTheAbortHasTheEpochOfTheData() throws IOException {
        decided(TransactionState.PREPARE_COMMIT);
        wrote(VERDICTS);
        wrote(OFFSETS);
        append(VERDICTS, marker(VERDICTS, EPOCH, ControlRecordType.ABORT));
        ended(OFFSETS, ControlRecordType.COMMIT);

        assertThat(TransactionAudit.of(folder).torn()).hasSize(1);
    }

    @Test
    void shouldNotCompareTransactionsWhoseEpochIsThatOfOthersToo() throws IOException {
        wrote(VERDICTS);
        append(VERDICTS, marker(VERDICTS, EPOCH, ControlRecordType.ABORT));
        wrote(OFFSETS);
        append(OFFSETS, marker(OFFSETS, EPOCH, ControlRecordType.COMMIT));

        assertThat(TransactionAudit.of(folder).torn()).isEmpty();
    }

    @Test
    void shouldFindTransactionTornWhenMarkersDifferAndTheDecisionIsGone() throws IOException {
        wrote(VERDICTS);
        wrote(OFFSETS);
        ended(VERDICTS, ControlRecordType.ABORT);
        ended(OFFSETS, ControlRecordType.COMMIT);

        assertThat(TransactionAudit.of(folder).torn()).hasSize(1);
    }

    @Test
    void shouldFindTransactionTornWhenItsOnlyPartitionEndedOtherwiseThanDecided() throws IOException {
        decided(TransactionState.PREPARE_COMMIT);
        wrote(VERDICTS);
        ended(VERDICTS, ControlRecordType.ABORT);

        assertThat(TransactionAudit.of(folder).torn()).hasSize(1);
    }

    @Test
    void shouldFindTransactionWithoutAnEndWhenAMarkerIsMissing() throws IOException {
        decided(TransactionState.PREPARE_COMMIT);
        wrote(VERDICTS);
        wrote(OFFSETS);
        ended(OFFSETS, ControlRecordType.COMMIT);

        var report = TransactionAudit.of(folder);

        assertThat(report.torn()).isEmpty();
        assertThat(report.unended()).hasSize(1);
        assertThat(TransactionAudit.betweenDecisionAndMarkers(folder)).containsExactly("worker");
    }

    @Test
    void shouldNotBlameTransactionWhenNothingIsDecidedYet() throws IOException {
        wrote(VERDICTS);

        var report = TransactionAudit.of(folder);

        assertThat(report.open()).isEqualTo(1);
        assertThat(report.unended()).isEmpty();
    }

    @Test
    void shouldTellTransactionsOfOneProducerApartByTheirEpochs() throws IOException {
        wrote(VERDICTS);
        ended(VERDICTS, ControlRecordType.COMMIT);
        append(OFFSETS, batch(OFFSETS, (short) (EPOCH + 1)));
        append(OFFSETS, marker(OFFSETS, (short) (EPOCH + 2), ControlRecordType.ABORT));

        var report = TransactionAudit.of(folder);

        assertThat(report.transactions()).isEqualTo(2);
        assertThat(report.torn()).isEmpty();
    }

    private void decided(TransactionState state) throws IOException {
        var transition = new TxnTransitMetadata(
                PRODUCER,
                -1,
                -1,
                MARKER_EPOCH,
                EPOCH,
                10_000,
                state,
                new java.util.HashSet<>(Set.of(VERDICTS, OFFSETS)),
                1,
                1,
                TransactionVersion.TV_2);
        var written = new SimpleRecord(
                TransactionLog.keyToBytes("worker"), TransactionLog.valueToBytes(transition, TransactionVersion.TV_2));
        append(DECISIONS, MemoryRecords.withRecords(next(DECISIONS), Compression.NONE, written));
    }

    private void wrote(TopicPartition partition) throws IOException {
        append(partition, batch(partition, EPOCH));
    }

    private void ended(TopicPartition partition, ControlRecordType end) throws IOException {
        append(partition, marker(partition, MARKER_EPOCH, end));
    }

    private MemoryRecords batch(TopicPartition partition, short epoch) {
        return MemoryRecords.withTransactionalRecords(
                next(partition),
                Compression.NONE,
                PRODUCER,
                epoch,
                0,
                0,
                new SimpleRecord("value".getBytes(StandardCharsets.UTF_8)));
    }

    private MemoryRecords marker(TopicPartition partition, short epoch, ControlRecordType end) {
        return MemoryRecords.withEndTransactionMarker(
                next(partition), 1, 0, PRODUCER, epoch, new EndTransactionMarker(end, 0));
    }

    private long next(TopicPartition partition) {
        return ends.merge(partition, 1L, Long::sum) - 1;
    }

    private void append(TopicPartition partition, MemoryRecords records) throws IOException {
        var segment =
                Files.createDirectories(folder.resolve(partition.toString())).resolve("00000000000000000000.log");
        try (var file = FileRecords.open(segment.toFile())) {
            file.append(records);
        }
    }
}
