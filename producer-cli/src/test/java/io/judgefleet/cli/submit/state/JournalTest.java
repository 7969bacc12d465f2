package io.judgefleet.cli.submit.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.judgefleet.cli.console.CommandFailure;
import io.judgefleet.cli.submit.sending.OutgoingRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JournalTest {
    private static final JournalStart START = new JournalStart(
            "cluster",
            "judge-requests",
            Map.of(new TopicPartition("judge-requests", 0), 7L, new TopicPartition("judge-requests", 11), 0L),
            Map.of(new TopicPartition("verdicts", 3), 1L << 40));

    @TempDir
    Path folder;

    Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("state");
    }

    @Test
    void shouldKnowWhatWasAcknowledgedWhenOpenedAgain() throws IOException {
        try (var journal = Journal.open(file)) {
            journal.start(START);
            journal.acknowledged(request("r1"));
            journal.flush();
            journal.acknowledged(request("r2"));
        }

        try (var journal = Journal.open(file)) {
            assertThat(journal.start()).contains(START);
            assertThat(journal.has(request("r1"))).isTrue();
            assertThat(journal.has(request("r2"))).isFalse();
            assertThat(journal.has(new OutgoingRecord(
                            OutgoingRecord.Kind.LABEL, "r1", request("r1").record())))
                    .isFalse();
        }
    }

    @Test
    void shouldCutOffLastLineWhenItWasNotFinished() throws IOException {
        try (var journal = Journal.open(file)) {
            journal.start(START);
            journal.acknowledged(request("r1"));
            journal.flush();
        }
        Files.writeString(file, "r r2-cut-o", StandardOpenOption.APPEND);

        try (var journal = Journal.open(file)) {
            assertThat(journal.has(request("r2-cut-o"))).isFalse();
            journal.acknowledged(request("r3"));
            journal.flush();
        }

        assertThat(Files.readAllLines(file)).hasSize(3).endsWith("r r1", "r r3");
    }

    @Test
    void shouldBeginAnewWhenFirstLineWasNotFinished() throws IOException {
        Files.writeString(file, START.toJson().substring(0, 20));

        try (var journal = Journal.open(file)) {
            assertThat(journal.start()).isEmpty();
        }
    }

    @Test
    void shouldUseLatestSearchWhenThereWereSeveral() throws IOException {
        var later = START.searchedTo(Map.of(new TopicPartition("judge-requests", 0), 9L));
        try (var journal = Journal.open(file)) {
            journal.start(START);
            journal.found("r1");
            journal.start(later);
        }

        try (var journal = Journal.open(file)) {
            assertThat(journal.start()).contains(later);
            assertThat(journal.has(request("r1"))).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("foreignFiles")
    void shouldRefuseFileAndLeaveItAsItIsWhenItIsSomethingElse(String content) throws IOException {
        Files.writeString(file, content);

        assertThatThrownBy(() -> Journal.open(file))
                .isInstanceOf(CommandFailure.class)
                .hasMessageStartingWith("expected a state file of judgefleet submit in");
        assertThat(file).hasContent(content);
    }

    static Stream<String> foreignFiles() {
        var start = START.toJson();
        return Stream.of(
                "dear diary\n",
                "dear diary",
                "r",
                "r 1234",
                "r 1234\n",
                "{\"judgefleet-submit\":1}\n",
                "{\"id\":1}",
                start.replace("judge-requests", "x").replace("\"topic\":\"x\"", "\"topic\":\"y\"") + "\n",
                start.replace(":7", ":\"7\"") + "\n",
                start.replace(":7", ":-7") + "\n",
                start + "\ndear diary\n",
                start + "\ndear diary",
                start + "\nr \n",
                start + "\n" + start.replace("judge-requests", "others") + "\n",
                "\n" + start + "\n");
    }

    @Test
    void shouldRefuseFileOfAnotherTopicWhenNothingIsToBeSent() throws IOException {
        Files.writeString(file, START.toJson() + "\nr cut-o");

        assertThatThrownBy(() -> Journal.check(file, "judge-requests.bulk"))
                .hasMessage(
                        "the state file belongs to topic judge-requests, found judge-requests.bulk; begin another one");
        Journal.check(file, "judge-requests");
        assertThat(file).hasContent(START.toJson() + "\nr cut-o");
    }

    @Test
    void shouldCutOffLastLineOnlyWhenIdsAreNotAscii() throws IOException {
        Files.writeString(file, START.toJson() + "\nr \u00e9\u00e9\u00e9\nr cut-o");

        try (var journal = Journal.open(file)) {
            assertThat(journal.has(request("\u00e9\u00e9\u00e9"))).isTrue();
        }

        assertThat(file).hasContent(START.toJson() + "\nr \u00e9\u00e9\u00e9\n");
    }

    private static OutgoingRecord request(String id) {
        return new OutgoingRecord(OutgoingRecord.Kind.REQUEST, id, new ProducerRecord<>("judge-requests", new byte[0]));
    }
}
