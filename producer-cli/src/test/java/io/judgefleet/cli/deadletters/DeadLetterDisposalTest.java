package io.judgefleet.cli.deadletters;

import static io.judgefleet.cli.deadletters.Letters.bytes;
import static io.judgefleet.cli.deadletters.Letters.letter;
import static io.judgefleet.cli.deadletters.Letters.open;
import static io.judgefleet.cli.deadletters.Letters.withHeader;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.judgefleet.cli.console.CommandFailure;
import io.judgefleet.cli.console.ExitCode;
import io.judgefleet.schemas.topics.DeadLetterMark;
import io.judgefleet.schemas.topics.DeadLetterMark.Fate;
import io.judgefleet.schemas.topics.Headers;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeadLetterDisposalTest {
    private static final String TOPIC = "judge-requests.dead-letters";

    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());

    @BeforeEach
    void begin() {
        producer.initTransactions();
    }

    @Test
    void shouldSendOriginalRecordAndItsMarkInOneTransaction() {
        new DeadLetterDisposal(producer, TOPIC, Fate.REDRIVEN).settle(List.of(open(7, letter("r7"))));

        assertThat(producer.commitCount()).isEqualTo(1);
        assertThat(producer.history()).hasSize(2);
        var redriven = producer.history().getFirst();
        assertThat(redriven.topic()).isEqualTo("judge-requests");
        assertThat(redriven.partition()).isNull();
        assertThat(redriven.key()).isEqualTo(bytes("r7"));
        assertThat(redriven.value()).isEqualTo(bytes("value of r7"));
        assertThat(names(redriven)).containsExactly("trace", "empty", Headers.REDRIVE_COUNT);
        assertThat(producer.history().getLast()).isEqualTo(new DeadLetterMark(0, 7, Fate.REDRIVEN).toRecord(TOPIC));
    }

    @Test
    void shouldOnlyMarkLetterThatIsDropped() {
        new DeadLetterDisposal(producer, TOPIC, Fate.DROPPED).settle(List.of(open(7, letter("r7"))));

        assertThat(producer.history()).containsExactly(new DeadLetterMark(0, 7, Fate.DROPPED).toRecord(TOPIC));
    }

    @Test
    void shouldCountRedrives() {
        var original = DeadLetterDisposal.original(open(0, withHeader("r", Headers.REDRIVE_COUNT, "4")));

        assertThat(Headers.text(original.headers(), Headers.REDRIVE_COUNT)).contains("5");
    }

    @Test
    void shouldSettleNothingWhenAnotherCommandFencesThisOne() {
        producer.fenceProducer();

        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> settle(open(7, letter("r7"))))
                .returns(ExitCode.FAILED, CommandFailure::exitCode);
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void shouldAbortWhenCommitFails() {
        producer.commitTransactionException = new KafkaException("disk full");

        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> settle(open(7, letter("r7"))))
                .withMessageContaining("1 letters from 0:7 on: disk full")
                .returns(ExitCode.UNDELIVERED, CommandFailure::exitCode);
        assertThat(producer.transactionAborted()).isTrue();
        assertThat(producer.history()).isEmpty();
    }

    private void settle(StoredLetter letter) {
        new DeadLetterDisposal(producer, TOPIC, Fate.DROPPED).settle(List.of(letter));
    }

    private static List<String> names(ProducerRecord<byte[], byte[]> sent) {
        return Arrays.stream(sent.headers().toArray())
                .map(header -> header.key())
                .toList();
    }
}
