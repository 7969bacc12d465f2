package io.judgefleet.deployable;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LastWordsTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final LastWords lastWords =
            new LastWords("judgefleet-x", new PrintStream(err, true, StandardCharsets.UTF_8));

    @Test
    void shouldPrintTheFirstLineOfTheMessage() {
        lastWords.print(new IllegalStateException("expected a broker, found none\nmore"));

        assertThat(printed()).isEqualTo("judgefleet-x: expected a broker, found none\n");
    }

    @Test
    void shouldAddTheInnermostCauseWhenTheMessageLacksIt() {
        lastWords.print(new IllegalStateException("cannot start", new IllegalArgumentException("no such file: a")));

        assertThat(printed()).isEqualTo("judgefleet-x: cannot start: no such file: a\n");
    }

    @Test
    void shouldNameTheMemoryWhenAClassIsMissingForLackOfIt() {
        lastWords.print(new NoClassDefFoundError("X: java.lang.OutOfMemoryError: Java heap space"));

        assertThat(printed())
                .startsWith("judgefleet-x: expected more than ")
                .contains("MiB of memory (-Xmx), found none left: ", "OutOfMemoryError")
                .hasLineCount(1);
    }

    @Test
    void shouldPrintThePreparedLineWhenNoMemoryIsLeftForAnother() {
        lastWords.print(new IllegalStateException("lost") {
            @Override
            public String getMessage() {
                throw new OutOfMemoryError();
            }
        });

        assertThat(printed()).isEqualTo("judgefleet-x: expected more memory (-Xmx), found none left\n");
    }

    /** Micronaut and Kafka wrap an error that hits them, and suppress others on the way. */
    @Test
    void shouldRuleOutAnOrderlyEndWhenMemoryIsMissingSomewhereInTheChain() {
        assertThat(LastWords.rulesOutOrderlyEnd(new IllegalArgumentException(
                        "Self-suppression not permitted", new OutOfMemoryError("Java heap space"))))
                .isTrue();
        assertThat(LastWords.rulesOutOrderlyEnd(new IllegalStateException("cannot start", new IOException("no file"))))
                .isFalse();
    }

    private String printed() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
