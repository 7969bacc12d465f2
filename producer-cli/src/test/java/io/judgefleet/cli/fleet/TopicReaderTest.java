package io.judgefleet.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.judgefleet.cli.console.CommandFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class TopicReaderTest {
    private static final String TOPIC = "verdicts";
    private static final TopicPartition FIRST = new TopicPartition(TOPIC, 0);
    private static final TopicPartition SECOND = new TopicPartition(TOPIC, 1);

    private final FilledConsumer consumer = new FilledConsumer();
    private final TopicReader reader = new TopicReader(consumer);
    private final List<String> seen = new ArrayList<>();

    @Test
    void shouldReadEveryPartitionBetweenTwoOffsets() {
        reader.read(Map.of(FIRST, 1L, SECOND, 0L), Map.of(FIRST, 3L, SECOND, 2L), () -> true, this::note);

        assertThat(seen).containsExactlyInAnyOrder("0@1", "0@2", "1@0", "1@1");
    }

    @Test
    void shouldReadNothingWhenStretchIsEmpty() {
        reader.read(Map.of(FIRST, 3L, SECOND, 5L), Map.of(FIRST, 3L, SECOND, 2L), () -> true, this::note);

        assertThat(seen).isEmpty();
    }

    @Test
    void shouldEndEarlyWhenAsked() {
        reader.read(Map.of(FIRST, 0L), Map.of(FIRST, 5L), () -> false, this::note);

        assertThat(seen).isEmpty();
    }

    @Test
    void shouldFollowUntilAsked() {
        reader.follow(Map.of(FIRST, 2L, SECOND, 4L), times(3), this::note);

        assertThat(seen).containsExactlyInAnyOrder("0@2", "0@3", "0@4", "1@4");
    }

    @Test
    void shouldBeginAtEndOfPartitionsWithoutLaterRecord() {
        consumer.times = Map.of(FIRST, new OffsetAndTimestamp(2, 1000));

        assertThat(reader.since(TOPIC, Instant.ofEpochMilli(900))).isEqualTo(Map.of(FIRST, 2L, SECOND, 5L));
    }

    @Test
    void shouldNameTopicThatDoesNotExist() {
        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> reader.beginnings("absent"))
                .withMessageStartingWith("topic absent does not exist; judgefleet topics apply ");
    }

    private void note(ConsumerRecord<byte[], byte[]> received) {
        seen.add(received.partition() + "@" + received.offset());
    }

    private static BooleanSupplier times(int count) {
        var left = new int[] {count};
        return () -> left[0]-- > 0;
    }

    /** Two partitions of five records each. */
    private static final class FilledConsumer extends MockConsumer<byte[], byte[]> {
        private Map<TopicPartition, OffsetAndTimestamp> times = Map.of();

        FilledConsumer() {
            super("earliest");
            updatePartitions(TOPIC, List.of(info(0), info(1)));
            updateBeginningOffsets(Map.of(FIRST, 0L, SECOND, 0L));
            updateEndOffsets(Map.of(FIRST, 5L, SECOND, 5L));
        }

        private static PartitionInfo info(int partition) {
            return new PartitionInfo(TOPIC, partition, Node.noNode(), new Node[0], new Node[0]);
        }

        @Override
        public synchronized void seek(TopicPartition partition, long offset) {
            super.seek(partition, offset);
            IntStream.range((int) offset, 5)
                    .forEach(i ->
                            addRecord(new ConsumerRecord<>(TOPIC, partition.partition(), i, new byte[0], new byte[0])));
        }

        @Override
        public synchronized Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(Map<TopicPartition, Long> asked) {
            return times;
        }
    }
}
