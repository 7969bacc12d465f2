package io.judgefleet.aggregator.kafka.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.schemas.topics.DeadLetter;
import io.judgefleet.schemas.topics.DeadLetterMark;
import io.judgefleet.schemas.topics.DeadLetterMark.Fate;
import io.judgefleet.schemas.topics.DeadLetters;
import io.judgefleet.schemas.topics.Topics;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class OpenLettersTest {
    private static final String TOPIC = Topics.DEAD_LETTERS.name();

    private final OpenLetters letters = new OpenLetters();

    @Test
    void shouldCountLettersThatWereNeitherSentAgainNorDropped() {
        letter(0, 3);
        letter(0, 4);
        letter(1, 3);
        letter(1, 9);

        mark(0, 5, new DeadLetterMark(0, 3, Fate.REDRIVEN));
        mark(1, 10, new DeadLetterMark(1, 9, Fate.DROPPED));

        assertThat(letters.count()).isEqualTo(2);
    }

    @Test
    void shouldCountNeitherForeignRecordsNorMarksTwice() {
        letter(0, 3);

        letters.take(new ConsumerRecord<>(TOPIC, 0, 4, new byte[] {1}, new byte[] {2}));
        mark(0, 5, new DeadLetterMark(0, 3, Fate.REDRIVEN));
        mark(0, 6, new DeadLetterMark(0, 3, Fate.DROPPED));

        assertThat(letters.count()).isZero();
    }

    @Test
    void shouldForgetLettersWhenBrokersHaveDeletedThem() {
        letter(0, 3);
        letter(0, 8);
        letter(1, 2);

        letters.retain(Map.of(new TopicPartition(TOPIC, 0), 8L, new TopicPartition(TOPIC, 2), 5L));

        assertThat(letters.count()).isEqualTo(2);
    }

    private void letter(int partition, long offset) {
        var request = new ConsumerRecord<>("judge-requests", 0, offset, new byte[] {1}, new byte[] {2});
        var cause = new DeadLetter.Cause(
                "decode", "garbage", false, Optional.empty(), new DeadLetter.LastTry(1, "w1", "", Optional.empty()));
        take(partition, offset, DeadLetters.toRecord(TOPIC, DeadLetters.of(request, cause)));
    }

    private void mark(int partition, long offset, DeadLetterMark mark) {
        take(partition, offset, mark.toRecord(TOPIC));
    }

    private void take(int partition, long offset, ProducerRecord<byte[], byte[]> sent) {
        letters.take(new ConsumerRecord<>(
                TOPIC,
                partition,
                offset,
                0,
                TimestampType.LOG_APPEND_TIME,
                -1,
                -1,
                sent.key(),
                sent.value(),
                sent.headers(),
                Optional.empty()));
    }
}
