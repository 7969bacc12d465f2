package io.judgefleet.cli.deadletters;

import static io.judgefleet.cli.deadletters.Letters.cut;
import static io.judgefleet.cli.deadletters.Letters.letter;
import static io.judgefleet.cli.deadletters.Letters.open;
import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.cli.console.Console;
import io.judgefleet.schemas.topics.DeadLetterMark.Fate;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class SettlementBatchTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<List<StoredLetter>> settled = new ArrayList<>();

    @Test
    void shouldSettleInPartsOfFiveHundredLetters() {
        var batch = batch(Fate.DROPPED);

        for (int i = 0; i < 1001; i++) {
            batch.take(open(i, letter("r" + i)));
        }

        assertThat(settled).extracting(List::size).containsExactly(500, 500);
        batch.finish();
        assertThat(settled).extracting(List::size).containsExactly(500, 500, 1);
        assertThat(batch.count()).isEqualTo(1001);
    }

    @Test
    void shouldPrintLetterOnlyAfterItIsSettled() {
        var batch = batch(Fate.DROPPED);
        batch.take(open(7, letter("r7")));

        assertThat(out).hasToString("");
        batch.finish();
        assertThat(out).hasToString("0:7 judge r7\n");
    }

    @Test
    void shouldKeepLetterWhoseRecordIsIncompleteFromBeingRedriven() {
        var redrive = batch(Fate.REDRIVEN);
        redrive.take(open(7, cut("r7")));
        redrive.finish();

        assertThat(settled).isEmpty();
        assertThat(redrive.count()).isZero();
        assertThat(err.toString()).startsWith("0:7 ").endsWith("(value cut from 14 to 5 bytes)\n");
    }

    @Test
    void shouldDropLetterWhoseRecordIsIncomplete() {
        var drop = batch(Fate.DROPPED);
        drop.take(open(7, cut("r7")));
        drop.finish();

        assertThat(drop.count()).isEqualTo(1);
    }

    @Test
    void shouldPassOverLettersThatAreSettledOrDoNotMatch() {
        var batch = batch(Fate.DROPPED, "--where", "request=wanted");
        var wanted = open(1, letter("wanted"));
        batch.take(new StoredLetter(wanted.position(), wanted.storedAt(), wanted.letter(), Optional.of(Fate.DROPPED)));
        batch.take(open(2, letter("other")));
        batch.take(wanted);
        batch.finish();

        assertThat(settled).containsExactly(List.of(wanted));
    }

    @Test
    void shouldWantNoMoreLettersThanItsLimit() {
        var batch = batch(Fate.DROPPED, "--limit", "2");
        batch.take(open(1, letter("a")));
        assertThat(batch.wantsMore()).isTrue();
        batch.take(open(2, letter("b")));

        assertThat(batch.wantsMore()).isFalse();
    }

    private SettlementBatch batch(Fate fate, String... words) {
        var host = new Host();
        new CommandLine(host).parseArgs(words);
        return new SettlementBatch(
                host.options, new Console(new PrintWriter(out, true), new PrintWriter(err, true)), fate, settled::add);
    }

    @Command(name = "host")
    private static final class Host {
        @Mixin
        private final LetterOptions options = new LetterOptions();
    }
}
