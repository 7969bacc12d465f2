package io.judgefleet.cli.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.cli.LocalFleet;
import io.judgefleet.cli.SharedFleet;
import io.judgefleet.cli.console.ExitCode;
import io.judgefleet.schemas.topics.DeadLetter;
import io.judgefleet.schemas.topics.DeadLetters;
import io.judgefleet.schemas.topics.Headers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(180)
@ExtendWith(SharedFleet.class)
class DeadLettersIT {
    private static final String LETTERS = "judge-requests.dead-letters";

    static LocalFleet fleet;

    @BeforeAll
    static void share(LocalFleet shared) {
        fleet = shared;
    }

    @Test
    void shouldSendLetterToItsTopicOnceWhenItIsRedrivenTwice() {
        died("twice", "decode", "no Avro");

        var first = fleet.run("dead-letters", "redrive", "--where", "request=twice");
        var second = fleet.run("dead-letters", "redrive", "--where", "request=twice");

        assertThat(first.err()).isEqualTo("1 dead letters redriven\n");
        assertThat(second.err()).isEqualTo("0 dead letters redriven\n");
        assertThat(redriven("twice")).singleElement().satisfies(received -> {
            assertThat(received.value()).isEqualTo(bytes("value of twice"));
            assertThat(received.key()).isEqualTo(bytes("twice"));
            assertThat(Headers.text(received.headers(), "trace")).contains("t1");
            assertThat(Headers.text(received.headers(), Headers.REDRIVE_COUNT)).contains("1");
            assertThat(Headers.deliveryCount(received.headers())).isEqualTo(1);
            assertThat(Arrays.stream(received.headers().toArray()))
                    .noneMatch(header -> header.key().startsWith(Headers.ERRORS));
        });
    }

    @Test
    void shouldListOpenLettersOnlyWhenOthersWereDealtWith() {
        died("open", "judge", "engine failed");
        died("closed", "judge", "engine failed");
        fleet.run("dead-letters", "drop", "--where", "request=closed");

        var list = fleet.run("dead-letters", "list");
        var all = fleet.run("dead-letters", "list", "--all", "--json");

        assertThat(list.out()).contains(" open ").contains("engine failed").doesNotContain("closed");
        assertThat(all.outLines())
                .anyMatch(line -> line.contains("\"requestId\":\"closed\"") && line.contains("\"fate\":\"dropped\""));
        assertThat(redriven("closed")).isEmpty();
    }

    @Test
    void shouldTakeOnlyLettersThatMatchWhenThereAreConditions() {
        died("match-1", "deadline", "expected to be judged before noon");
        died("match-2", "deadline", "expected to be judged before one");
        died("match-3", "decode", "expected to be judged before noon");

        var ran = fleet.run("dead-letters", "redrive", "--where", "stage=deadline", "--where", "reason=NOON");

        assertThat(ran.out()).contains("match-1").doesNotContain("match-2", "match-3");
        assertThat(redriven("match-1")).hasSize(1);
        assertThat(redriven("match-2")).isEmpty();
        assertThat(redriven("match-3")).isEmpty();
    }

    @Test
    void shouldChangeNothingWhenRunIsDry() {
        died("dry", "judge", "engine failed");

        var ran = fleet.run("dead-letters", "redrive", "--where", "request=dry", "--dry-run");

        assertThat(ran.err()).isEqualTo("1 dead letters would be redriven\n");
        assertThat(redriven("dry")).isEmpty();
        assertThat(fleet.run("dead-letters", "list").out()).contains(" dry ");
    }

    @Test
    void shouldShowBytesWhenLetterIsNoRequest() {
        died("shown", "decode", "expected a first byte of 0, found 118");
        var position = fleet.run("dead-letters", "list", "--where", "request=shown")
                .outLines()
                .get(1)
                .strip()
                .split(" ")[0];

        var ran = fleet.run("dead-letters", "show", position);

        assertThat(ran.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(ran.out())
                .contains(
                        "\"stage\" : \"decode\"",
                        "\"unreadable\" : \"expected a first byte of 0",
                        "\"key\" : \"shown\"");
    }

    @Test
    void shouldRefuseWhenNoLetterIsNamed() {
        var ran = fleet.run("dead-letters", "drop");

        assertThat(ran.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.err()).isEqualTo("judgefleet: expected --where or --all\n");
    }

    private static void died(String request, String stage, String message) {
        var letter = new DeadLetter(
                new DeadLetter.Source("judge-requests", 3, 17),
                Optional.of(bytes(request)),
                Optional.of(bytes("value of " + request)),
                List.of(
                        new DeadLetter.Header("trace", Optional.of(bytes("t1"))),
                        new DeadLetter.Header(Headers.DELIVERY_COUNT, Optional.of(bytes("5")))),
                Instant.EPOCH,
                new DeadLetter.Cause(
                        stage,
                        message,
                        true,
                        Optional.empty(),
                        new DeadLetter.LastTry(5, "w1", "judgelm", Optional.of(request))));
        fleet.send(DeadLetters.toRecord(LETTERS, letter));
    }

    private static List<ConsumerRecord<byte[], byte[]>> redriven(String request) {
        return fleet.records("judge-requests").stream()
                .filter(received -> Arrays.equals(received.key(), bytes(request)))
                .toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
