package io.judgefleet.aggregator.slice;

import static io.judgefleet.aggregator.VerdictFixtures.NOON;
import static io.judgefleet.aggregator.VerdictFixtures.expected;
import static io.judgefleet.aggregator.VerdictFixtures.sample;
import static io.judgefleet.aggregator.VerdictFixtures.scored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.judgefleet.judgement.PassOutcome;
import io.judgefleet.judgement.PassState;
import io.judgefleet.judgement.Preference;
import io.judgefleet.judgement.PresentationOrder;
import io.judgefleet.judgement.ScorePair;
import io.judgefleet.judgement.SwappedPair;
import io.judgefleet.metrics.bias.SwapTally;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OutcomeCodeTest {
    private static final List<PassOutcome> OUTCOMES = List.of(
            scored(9, 3),
            scored(6, 5),
            scored(5, 5),
            scored(3, 9),
            scored(5, 6.5),
            new PassOutcome.Truncated(new ScorePair(7, 2)),
            new PassOutcome.Unparsable("why"),
            new PassOutcome.Refused("no"),
            new PassOutcome.Failed("engine"),
            new PassOutcome.TimedOut("late"));

    @Test
    void shouldTallyAsVerdictItselfWhateverItsPassesAndLabels() {
        assertThat(contents())
                .hasSize(2 * (100 + 2 * 10))
                .allSatisfy(content -> assertThat(labellings())
                        .allSatisfy(consensus -> assertThat(
                                        OutcomeCode.of(content, consensus).tally())
                                .isEqualTo(tally(content.passes(), content.higherModelFirst(), consensus))));
    }

    @Test
    void shouldTallyAsVerdictItselfWhateverItsExpectedScores() {
        var expectations = List.of(expected(8, 2), expected(4, 4), expected(2, 8));
        for (var original : expectations) {
            for (var swapped : expectations) {
                var verdict = sample("c")
                        .pass(PresentationOrder.ORIGINAL, scored(9, 3), original)
                        .pass(PresentationOrder.SWAPPED, scored(6, 5), swapped)
                        .verdict();
                var pair = SwappedPair.empty()
                        .with(PresentationOrder.ORIGINAL, scored(9, 3), original.orElseThrow())
                        .with(PresentationOrder.SWAPPED, scored(6, 5), swapped.orElseThrow());

                assertThat(OutcomeCode.of(CountedVerdict.of(verdict, NOON).content(), new LabelConsensus.Unlabelled())
                                .tally())
                        .isEqualTo(tally(pair, false, new LabelConsensus.Unlabelled()));
            }
        }
    }

    @Test
    void shouldBeTallyAgainWhenTakenApart() {
        var tally =
                tally(contents().toList().getFirst().passes(), true, new LabelConsensus.Labelled(Preference.SECOND));

        assertThat(SliceTally.of(tally.cells())).isEqualTo(tally);
    }

    /** Codes are stored and exchanged between aggregators, and their tallies are kept: neither may ever change. */
    @Test
    void shouldKeepCodeAndTallyOfEveryOutcome() {
        var codes = everyContent()
                .flatMap(content -> labellings().map(consensus -> {
                    var code = OutcomeCode.of(content, consensus);
                    return "%s %s %s %s %s: %d %s"
                            .formatted(
                                    content.passes().asked(),
                                    readings(content.passes()),
                                    content.byScores(),
                                    consensus,
                                    content.higherModelFirst(),
                                    code.bits(),
                                    Arrays.toString(code.tally().cells()));
                }))
                .sorted()
                .toList();

        assertThat(codes).hasSize(2 * 3 * 5 * (11 * 11 - 1 + 2 * 10));
        assertThat(sha256(String.join("\n", codes)))
                .isEqualTo("cc6537a360307a518653c92c08a213478b575e41a1ab5d3f51b57d13d55fa172");
    }

    @Test
    void shouldRefuseNumberThatIsNoCode() {
        assertThatThrownBy(() -> new OutcomeCode(1 << 16))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected an outcome code from 0 to 65535, found 65536");
        assertThatThrownBy(() -> new OutcomeCode(7 << 12).tally())
                .hasMessage("expected a code of Preference among [0, 1, 2], found 7");
        assertThatThrownBy(() -> new OutcomeCode(1 | 3 << 6).tally())
                .hasMessage("expected a preference of the original pass from 0 to 2 in the outcome code 193, found 3");
    }

    private static Stream<CountedVerdict.Content> contents() {
        return Stream.of("ant", "cow")
                .flatMap(first -> Stream.concat(
                        OUTCOMES.stream()
                                .flatMap(original -> OUTCOMES.stream()
                                        .map(swapped ->
                                                sample("c").of(first, "bee").judged(original, swapped))),
                        OUTCOMES.stream()
                                .flatMap(outcome -> Arrays.stream(PresentationOrder.values())
                                        .map(order -> sample("c")
                                                .of(first, "bee")
                                                .asked(order)
                                                .pass(order, outcome)
                                                .verdict()))))
                .map(verdict -> CountedVerdict.of(verdict, verdict.judgedAt()).content());
    }

    /** Of both orders, a pass missing or none, or of one order, with any lead in the scores. */
    private static Stream<CountedVerdict.Content> everyContent() {
        var slice = CountedVerdict.of(sample("c").judged(scored(9, 3), scored(3, 9)), NOON)
                .content()
                .slice();
        return everyPair()
                .flatMap(passes -> Arrays.stream(Preference.values())
                        .flatMap(byScores -> Stream.of(false, true)
                                .map(higherFirst -> new CountedVerdict.Content(
                                        slice, 1, higherFirst, passes, byScores, AnswerCovariates.NONE))));
    }

    private static Stream<SwappedPair> everyPair() {
        var some = Stream.concat(
                        Stream.of(Optional.<PassOutcome>empty()),
                        OUTCOMES.stream().map(Optional::of))
                .toList();
        var both = List.of(PresentationOrder.values());
        return Stream.concat(
                some.stream()
                        .flatMap(original -> some.stream().map(swapped -> new SwappedPair(both, original, swapped)))
                        .filter(pair ->
                                pair.original().isPresent() || pair.swapped().isPresent()),
                OUTCOMES.stream()
                        .flatMap(outcome -> both.stream()
                                .map(order -> SwappedPair.asked(List.of(order)).with(order, outcome))));
    }

    /** States with the scores that were written. */
    private static String readings(SwappedPair pair) {
        return Stream.of(pair.original(), pair.swapped())
                .map(pass -> pass.map(outcome -> PassState.of(outcome)
                                + outcome.scorePair().map(ScorePair::toString).orElse(""))
                        .orElse("none"))
                .toList()
                .toString();
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SliceTally tally(SwappedPair passes, boolean higherModelFirst, LabelConsensus consensus) {
        return SliceTally.of(
                SwapTally.empty().plus(passes), resolution -> resolution.resolve(passes), higherModelFirst, consensus);
    }

    private static Stream<LabelConsensus> labellings() {
        return Stream.concat(
                Stream.of(new LabelConsensus.Unlabelled(), new LabelConsensus.WithoutMajority()),
                Arrays.stream(Preference.values()).map(LabelConsensus.Labelled::new));
    }
}
