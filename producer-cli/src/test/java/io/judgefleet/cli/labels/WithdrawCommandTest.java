package io.judgefleet.cli.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.judgefleet.cli.Ran;
import io.judgefleet.cli.console.ExitCode;
import io.judgefleet.cli.fleet.Clients;
import io.judgefleet.cli.fleet.Connection;
import io.judgefleet.schemas.topics.Headers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

final class WithdrawCommandTest {
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());

    @Test
    void shouldSendARecordWithoutValueForEachComparison() {
        var ran = run("arena/17", "arena/18", "--annotator", "ann");

        assertThat(ran).isEqualTo(new Ran(ExitCode.DONE, "", "labels of 2 comparisons withdrawn\n"));
        assertThat(producer.history())
                .extracting(ProducerRecord::topic, sent -> new String(sent.key(), StandardCharsets.UTF_8))
                .containsExactly(tuple("labels", "arena/17"), tuple("labels", "arena/18"));
        assertThat(producer.history()).allSatisfy(sent -> {
            assertThat(sent.value()).isNull();
            assertThat(Headers.text(sent.headers(), Headers.ANNOTATOR)).contains("ann");
        });
    }

    @Test
    void shouldNameNoAnnotatorWhenLabelsOfAllAreMeant() {
        run("arena/17", "--prefix", "red");

        assertThat(producer.history()).singleElement().satisfies(sent -> {
            assertThat(sent.topic()).isEqualTo("red.labels");
            assertThat(sent.headers()).isEmpty();
        });
    }

    @Test
    void shouldSendNothingWhenAnIdIsBlank() {
        assertThat(run("arena/17", " ").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(producer.history()).isEmpty();
    }

    private Ran run(String... words) {
        var command = new String[words.length + 2];
        command[0] = "label";
        command[1] = "withdraw";
        System.arraycopy(words, 0, command, 2, words.length);
        return new Ran.Given(Map.of(), "", new OneProducer(producer)).run(command);
    }

    private record OneProducer(Producer<byte[], byte[]> producer) implements Clients {
        @Override
        public Producer<byte[], byte[]> producer(Connection connection) {
            return producer;
        }

        @Override
        public Producer<byte[], byte[]> producer(Connection connection, String transactionalId) {
            throw new UnsupportedOperationException("no transactions here");
        }

        @Override
        public Consumer<byte[], byte[]> committed(Connection connection) {
            throw new UnsupportedOperationException("nothing is read here");
        }

        @Override
        public Consumer<byte[], byte[]> everything(Connection connection) {
            throw new UnsupportedOperationException("nothing is read here");
        }

        @Override
        public Admin admin(Connection connection) {
            throw new UnsupportedOperationException("nothing is administered here");
        }
    }
}
