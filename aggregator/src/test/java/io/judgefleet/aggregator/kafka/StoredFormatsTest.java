package io.judgefleet.aggregator.kafka;

import static io.judgefleet.aggregator.VerdictFixtures.NOON;
import static io.judgefleet.aggregator.VerdictFixtures.label;
import static io.judgefleet.aggregator.VerdictFixtures.sample;
import static io.judgefleet.aggregator.VerdictFixtures.scored;
import static io.judgefleet.aggregator.VerdictFixtures.unparsable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.judgefleet.aggregator.kafka.format.LedgerFormat;
import io.judgefleet.aggregator.kafka.format.TallyFormat;
import io.judgefleet.aggregator.ledger.Ledger;
import io.judgefleet.aggregator.slice.CountedLabel;
import io.judgefleet.aggregator.slice.CountedVerdict;
import io.judgefleet.judgement.JudgingMode;
import io.judgefleet.judgement.PassReading;
import io.judgefleet.judgement.PassState;
import io.judgefleet.judgement.Preference;
import io.judgefleet.judgement.PresentationOrder;
import io.judgefleet.judgement.Reading;
import io.judgefleet.judgement.Resolution;
import io.judgefleet.schemas.Verdict;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** State that earlier versions stored is still read: the bytes were written by them. */
class StoredFormatsTest {
    /** Format 4: a pair with one pass unparsable, a pair with one pass missing, a mode single, a label. */
    private static final byte[] LEDGER = HexFormat.of()
            .parseHex(
                    "040301106fd50911adb52a2a347c77e52a36af410468616c66011069937c43395932f430a4250678fcefd401000004666172"
                            + "6d000203616e7403626565af63ec4c860207bc04ff001e5a000000064bf535af100000064bf535af1000011087c0e74f6c5c"
                            + "919d6e0e4e10a67974630474696e790110b886f84ce9d665a930458e972ca12194010000046661726d000203616e74036265"
                            + "65af63ec4c860207bc00005a65400a00000000000002000000064bf535af100000064bf535af100001109d9c121003a03305"
                            + "697b61fee0b487df0667726164657201100305b7557a53beba0064e8e194ae869a010100046661726d000103616e74af63ec"
                            + "4c860207bc04006446ff000000064bf535af100000064bf535af10000103616e6e010000064bf535af1000");

    /** Format 1: the counts of that ledger. */
    private static final byte[] TALLY = HexFormat.of()
            .parseHex(
                    "0100000001010000000000000000000000000000000100000000030001000000000000000100020000000001000200000000"
                            + "0000000000000000000000000001000002000000010000020000000000000000000000000000000000010000020000000100"
                            + "0002000000000000000000000000000000");

    @Test
    void shouldReadLedgerOfFormat4() {
        var ledger = LedgerFormat.ledger(LEDGER);

        var byJudge = ledger.verdicts().values().stream()
                .collect(Collectors.toMap(
                        verdict -> verdict.content().slice().judge().name(),
                        verdict -> verdict.content().passes().readings()));
        assertThat(byJudge)
                .containsEntry("tiny", List.of(PassReading.FIRST, PassReading.UNSCORED))
                .containsEntry("half", List.of(PassReading.ABSENT, PassReading.FIRST))
                .containsEntry("grader", List.of(PassReading.FIRST));
        assertThat(ledger.labels()).containsEntry("ann", CountedLabel.of(label("c", "ann", Preference.FIRST)));
    }

    /** A copy of a verdict that was stored before is a duplicate, however it was stored. */
    @Test
    void shouldTakeVerdictForKnownWhenItWasStoredInFormat4() {
        var ledger = LedgerFormat.ledger(LEDGER);
        var again = sample("c").judged(scored(9, 3.25), unparsable());

        assertThat(ledger.with(again.id().value(), CountedVerdict.of(again, NOON)))
                .isSameAs(ledger);
    }

    @Test
    void shouldReadTallyOfFormat1() {
        var tally = TallyFormat.sliceTally(TALLY);

        assertThat(tally.verdicts()).isEqualTo(3);
        assertThat(tally.swap().count(PassReading.FIRST, PassReading.UNSCORED)).isEqualTo(1);
        assertThat(tally.swap().count(PassReading.ABSENT, PassReading.FIRST)).isEqualTo(1);
        assertThat(tally.swap().count(PassReading.FIRST, PassReading.ABSENT)).isEqualTo(1);
        assertThat(tally.swap().passes().count(PassState.SCORED)).isEqualTo(3);
        assertThat(tally.swap().passes().count(PassState.UNPARSABLE)).isEqualTo(1);
        assertThat(tally.under(Resolution.MAJORITY).agreement().count(Preference.FIRST, Reading.UNSCORED_FIRST))
                .isEqualTo(1);
        assertThat(tally.labelled()).isEqualTo(3);
    }

    @Test
    void shouldReadWhatItWroteWhenVerdictsHaveOneOrderOrRepeat() {
        var ledger = ledgerOf(
                sample("c")
                        .asked(PresentationOrder.SWAPPED)
                        .pass(PresentationOrder.SWAPPED, scored(3, 9))
                        .verdict(),
                sample("c")
                        .by("grader")
                        .in(JudgingMode.SINGLE)
                        .pass(PresentationOrder.ORIGINAL, scored(10, 7))
                        .verdict(),
                sample("c")
                        .by("half")
                        .pass(PresentationOrder.ORIGINAL, scored(10, 7))
                        .verdict(),
                sample("c").repeat(3).arm("e", "a").judged(scored(1, 2), scored(2, 1)));

        assertThat(LedgerFormat.ledger(LedgerFormat.toBytes(ledger))).isEqualTo(ledger);
    }

    @Test
    void shouldRefuseFormatOfALaterVersionByItsNumber() {
        assertThatThrownBy(() -> LedgerFormat.ledger(new byte[] {9, 0, 0}))
                .hasMessage("expected format 4 or 5 of a stored ledger, found 9");
    }

    private static Ledger ledgerOf(Verdict... verdicts) {
        var ledger = Ledger.empty();
        for (var verdict : verdicts) {
            ledger = ledger.with(verdict.id().value(), CountedVerdict.of(verdict, NOON));
        }
        return ledger;
    }
}
