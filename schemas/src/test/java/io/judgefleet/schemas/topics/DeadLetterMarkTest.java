package io.judgefleet.schemas.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.schemas.Decoded;
import io.judgefleet.schemas.RecordFixtures;
import io.judgefleet.schemas.topics.DeadLetterMark.Fate;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeadLetterMarkTest {
    @ParameterizedTest
    @EnumSource(Fate.class)
    void shouldReadMarkWhenItWasWritten(Fate fate) {
        var mark = new DeadLetterMark(3, 1L << 40, fate);

        assertThat(DeadLetterMark.parse(received(mark.toRecord("letters")))).contains(mark);
    }

    @Test
    void shouldReadNoMarkWhenRecordIsDeadLetter() {
        var letter = DeadLetters.toRecord("letters", RecordFixtures.deadLetter());

        assertThat(DeadLetterMark.parse(received(letter))).isEmpty();
    }

    @Test
    void shouldReadNoDeadLetterWhenRecordIsMark() {
        var mark = new DeadLetterMark(3, 7, Fate.DROPPED).toRecord("letters");

        assertThat(DeadLetters.parse(received(mark))).isInstanceOf(Decoded.Unreadable.class);
    }

    private static ConsumerRecord<byte[], byte[]> received(ProducerRecord<byte[], byte[]> sent) {
        return new ConsumerRecord<>(
                sent.topic(),
                3,
                9,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                sent.key(),
                sent.value(),
                sent.headers(),
                Optional.empty());
    }
}
