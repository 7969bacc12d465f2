package io.judgefleet.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InterruptionTest {
    private final Interruption interruption = new Interruption();

    @Test
    void shouldWaitForNobodyWhenCommandNeverAsks() throws InterruptedException {
        interruption.request();

        assertThat(interruption.awaitEnd(Long.MAX_VALUE)).isFalse();
    }

    @Test
    void shouldHearOfEndWhenCommandAsked() throws InterruptedException {
        interruption.request();
        var command = Thread.ofVirtual().start(() -> {
            if (interruption.isRequested()) {
                interruption.end();
            }
        });
        command.join();

        assertThat(interruption.awaitEnd(60)).isTrue();
    }
}
