package io.judgefleet.cli.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;

class FindingTest {
    @Test
    void shouldPutAdviceOnLineOfItsOwn() {
        assertThat(Finding.fail("topics", "3 differences", "judgefleet topics apply")
                        .lines())
                .containsExactly("fail     topics     3 differences", "                    -> judgefleet topics apply");
        assertThat(Finding.ok("topics", "9 as they should be").lines())
                .containsExactly("ok       topics     9 as they should be");
    }

    @Test
    void shouldCallUnreachableFailureForPeopleOnly() {
        var unreachable = Finding.unreachable("brokers", "no answer", "start Kafka");

        assertThat(unreachable.lines().getFirst()).startsWith("fail ");
        assertThat(unreachable.toMap())
                .containsExactly(
                        entry("part", "brokers"),
                        entry("state", "unreachable"),
                        entry("found", "no answer"),
                        entry("advice", "start Kafka"));
    }

    @Test
    void shouldLeaveAdviceOutWhenThereIsNothingToDo() {
        assertThat(Finding.skipped("worker", "no --worker-url given").toMap()).doesNotContainKey("advice");
    }
}
