package io.judgefleet.schemas.topics;

import static io.judgefleet.schemas.RecordFixtures.deadLetter;
import static io.judgefleet.schemas.RecordFixtures.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.schemas.Decoded.Readable;
import io.judgefleet.schemas.Decoded.Unreadable;
import io.judgefleet.schemas.RecordFixtures;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class DeadLettersTest {
    private static final String TOPIC = Topics.DEAD_LETTERS.name();

    @Test
    void shouldKeepBytesAndHeadersWhenWritten() {
        var written = DeadLetters.toRecord(TOPIC, deadLetter());

        assertThat(written.key()).isEqualTo(utf8("q17"));
        assertThat(written.value()).isEqualTo(new byte[] {0, 1, (byte) 0xFF});
        assertThat(written.headers().toArray()).hasSize(3 + 13);
        assertThat(Headers.text(written.headers(), "__judge.errors.offset")).contains("1099511627776");
        assertThat(Headers.text(written.headers(), "__judge.errors.request.id")).contains("r17");
    }

    @Test
    void shouldReadWhatItWroteWhenLetterIsFull() {
        var read = DeadLetters.parse(received(DeadLetters.toRecord(TOPIC, deadLetter())));

        assertThat(read).usingRecursiveComparison().isEqualTo(new Readable<>(deadLetter()));
    }

    @Test
    void shouldTakeRecordAsItStoodWhenItDiesAgain() {
        var received = received(DeadLetters.toRecord("judge-requests", deadLetter()));

        var letter = DeadLetters.of(received, deadLetter().cause());

        assertThat(letter.source()).isEqualTo(new DeadLetter.Source("judge-requests", 1, 42));
        assertThat(letter.headers())
                .extracting(DeadLetter.Header::name)
                .containsExactly("judge-profile", "trace", "trace");
    }

    @Test
    void shouldKeepAbsenceWhenRecordHasNoKeyAndNoValue() {
        var received = new ConsumerRecord<byte[], byte[]>("judge-requests", 0, 0, null, null);

        var written = DeadLetters.toRecord(
                TOPIC, DeadLetters.of(received, deadLetter().cause()));

        assertThat(written.key()).isNull();
        assertThat(written.value()).isNull();
    }

    @Test
    void shouldSayWhatIsMissingWhenRecordIsNoDeadLetter() {
        var foreign = new ConsumerRecord<>(TOPIC, 0, 0, utf8("k"), utf8("v"));

        assertThat(DeadLetters.parse(foreign))
                .isEqualTo(new Unreadable<>("no dead letter: expected a header __judge.errors.topic, found none"));
    }

    @Test
    void shouldCutStackWhenItIsTooLong() {
        var thrown = new IllegalStateException("x".repeat(20_000));
        var cause = new DeadLetter.Cause(
                "judge",
                "expected less, found more",
                true,
                Optional.of(DeadLetter.Fault.of(thrown)),
                new DeadLetter.LastTry(1, "w", "judgelm", Optional.empty()));
        var letter = new DeadLetter(
                deadLetter().source(), Optional.empty(), Optional.empty(), List.of(), RecordFixtures.NOW, cause);

        var headers = DeadLetters.toRecord(TOPIC, letter).headers().toArray();

        assertThat(Arrays.stream(headers).mapToInt(header -> header.value().length))
                .allMatch(length -> length <= Limits.MAX_HEADER_BYTES)
                .anyMatch(length -> length == Limits.MAX_HEADER_BYTES);
    }

    @Test
    void shouldCutValueAndSaySoWhenLetterIsLargerThanItsTopicTakes() {
        var value = new byte[5 << 20];
        Arrays.fill(value, (byte) 7);

        var written = DeadLetters.toRecord(TOPIC, letter(Optional.of(utf8("k")), Optional.of(value), List.of()));

        assertThat(DeadLetterCut.size(written)).isLessThanOrEqualTo(Limits.RETRY_TOPIC_BYTES);
        assertThat(written.value())
                .hasSizeGreaterThan(Limits.TOPIC_BYTES - 16 * 1024)
                .containsOnly(7);
        assertThat(Headers.text(written.headers(), "__judge.errors.cut"))
                .contains("value cut from 5242880 to %d bytes".formatted(written.value().length));
        assertThat(DeadLetters.parse(received(written)))
                .isInstanceOfSatisfying(
                        Readable.class,
                        read -> assertThat(((DeadLetter) read.value()).cut()).isPresent());
    }

    @Test
    void shouldLeaveOutHeadersAndCutKeyWhenTheyAloneAreTooLarge() {
        var large = new byte[3 << 20];
        var headers = List.of(new DeadLetter.Header("trace", Optional.of(large)));

        var written = DeadLetters.toRecord(TOPIC, letter(Optional.of(large), Optional.of(utf8("v")), headers));

        assertThat(DeadLetterCut.size(written)).isLessThanOrEqualTo(Limits.RETRY_TOPIC_BYTES);
        assertThat(written.headers().headers("trace")).isEmpty();
        assertThat(Headers.text(written.headers(), "__judge.errors.cut"))
                .hasValueSatisfying(cut -> assertThat(cut)
                        .startsWith("value cut from 1 to 0 bytes, 1 headers left out, key cut from 3145728 to "));
    }

    private static DeadLetter letter(Optional<byte[]> key, Optional<byte[]> value, List<DeadLetter.Header> headers) {
        return new DeadLetter(
                deadLetter().source(),
                key,
                value,
                headers,
                RecordFixtures.NOW,
                deadLetter().cause());
    }

    private static ConsumerRecord<byte[], byte[]> received(ProducerRecord<byte[], byte[]> sent) {
        return new ConsumerRecord<>(
                sent.topic(),
                1,
                42,
                99,
                TimestampType.LOG_APPEND_TIME,
                0,
                0,
                sent.key(),
                sent.value(),
                new RecordHeaders(sent.headers().toArray()),
                Optional.empty());
    }
}
