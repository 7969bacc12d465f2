package io.judgefleet.cli.deadletters;

import static io.judgefleet.cli.deadletters.Letters.letter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.judgefleet.cli.console.CommandFailure;
import io.judgefleet.cli.console.ExitCode;
import io.judgefleet.cli.fleet.TopicReader;
import io.judgefleet.schemas.topics.DeadLetterMark;
import io.judgefleet.schemas.topics.DeadLetterMark.Fate;
import io.judgefleet.schemas.topics.DeadLetters;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class DeadLetterReaderTest {
    private static final String TOPIC = "judge-requests.dead-letters";
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    @Test
    void shouldTellWhatBecameOfEachLetter() {
        var letters = read(
                DeadLetters.toRecord(TOPIC, letter("open")),
                DeadLetters.toRecord(TOPIC, letter("dropped")),
                new ProducerRecord<>(TOPIC, Letters.bytes("no letter")),
                new DeadLetterMark(0, 1, Fate.DROPPED).toRecord(TOPIC));

        assertThat(letters)
                .extracting(StoredLetter::requestId, StoredLetter::fate)
                .containsExactly(tuple("open", Optional.empty()), tuple("dropped", Optional.of(Fate.DROPPED)));
    }

    @Test
    void shouldCountRecordsThatAreNoDeadLetters() {
        var reader = open(() -> true, NOON, 1, new ProducerRecord<>(TOPIC, Letters.bytes("no letter")));
        reader.forEach(() -> true, letter -> {});

        assertThat(reader.foreign()).isEqualTo(1);
    }

    @Test
    void shouldGiveUpWhenTransactionStaysOpen() {
        var beforeAndAfter = List.of(NOON, NOON, NOON.plusSeconds(91)).iterator();

        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> open(beforeAndAfter, 5, DeadLetters.toRecord(TOPIC, letter("r"))))
                .withMessageContaining("stays open")
                .returns(ExitCode.FAILED, CommandFailure::exitCode);
    }

    @Test
    void shouldEndWhenItIsInterrupted() {
        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> open(() -> false, NOON, 5))
                .returns(ExitCode.INTERRUPTED, CommandFailure::exitCode);
    }

    @SafeVarargs
    private static List<StoredLetter> read(ProducerRecord<byte[], byte[]>... records) {
        var letters = new ArrayList<StoredLetter>();
        open(() -> true, NOON, records.length, records).forEach(() -> true, letters::add);
        return letters;
    }

    @SafeVarargs
    private static DeadLetterReader open(Iterator<Instant> clock, long end, ProducerRecord<byte[], byte[]>... records) {
        var last = new Instant[] {NOON};
        return DeadLetterReader.open(
                TOPIC,
                new TopicReader(consumer(end, records)),
                new TopicReader(consumer(end, records)),
                () -> last[0] = clock.hasNext() ? clock.next() : last[0],
                () -> true);
    }

    @SafeVarargs
    private static DeadLetterReader open(
            BooleanSupplier goOn, Instant now, long end, ProducerRecord<byte[], byte[]>... records) {
        return DeadLetterReader.open(
                TOPIC,
                new TopicReader(consumer(end, records)),
                new TopicReader(consumer(end, records)),
                () -> now,
                goOn);
    }

    /** A topic of one partition that ends at an offset, which is further than its records while a transaction is open. */
    @SafeVarargs
    private static MockConsumer<byte[], byte[]> consumer(long end, ProducerRecord<byte[], byte[]>... records) {
        var consumer = new RereadableConsumer(records);
        consumer.updatePartitions(TOPIC, List.of(new PartitionInfo(TOPIC, 0, Node.noNode(), new Node[0], new Node[0])));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, end));
        return consumer;
    }

    /** Kafka's own fake hands out each record once; a reader that seeks back sees them again. */
    private static final class RereadableConsumer extends MockConsumer<byte[], byte[]> {
        private final List<ProducerRecord<byte[], byte[]>> records;

        @SafeVarargs
        RereadableConsumer(ProducerRecord<byte[], byte[]>... records) {
            super("earliest");
            this.records = List.of(records);
        }

        @Override
        public synchronized void seek(TopicPartition partition, long offset) {
            super.seek(partition, offset);
            for (int i = (int) offset; i < records.size(); i++) {
                addRecord(received(i, records.get(i)));
            }
            super.seek(partition, offset);
        }

        private static ConsumerRecord<byte[], byte[]> received(long offset, ProducerRecord<byte[], byte[]> sent) {
            return new ConsumerRecord<>(
                    TOPIC,
                    0,
                    offset,
                    NOON.toEpochMilli(),
                    TimestampType.CREATE_TIME,
                    -1,
                    -1,
                    sent.key(),
                    sent.value(),
                    new RecordHeaders(sent.headers().toArray()),
                    Optional.empty());
        }
    }
}
