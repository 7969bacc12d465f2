package io.judgefleet.aggregator.kafka;

import static io.judgefleet.aggregator.VerdictFixtures.NOON;
import static io.judgefleet.aggregator.VerdictFixtures.expected;
import static io.judgefleet.aggregator.VerdictFixtures.label;
import static io.judgefleet.aggregator.VerdictFixtures.sample;
import static io.judgefleet.aggregator.VerdictFixtures.scored;
import static io.judgefleet.aggregator.VerdictFixtures.unparsable;
import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.aggregator.counts.Window;
import io.judgefleet.aggregator.kafka.format.LedgerFormat;
import io.judgefleet.aggregator.kafka.stores.Stores;
import io.judgefleet.aggregator.ledger.EventTime;
import io.judgefleet.aggregator.slice.IntakeTally.Kind;
import io.judgefleet.aggregator.slice.Slice;
import io.judgefleet.aggregator.slice.SliceTally;
import io.judgefleet.comparisons.AnnotatorKind;
import io.judgefleet.judgement.JudgingMode;
import io.judgefleet.judgement.PassReading;
import io.judgefleet.judgement.PassState;
import io.judgefleet.judgement.Preference;
import io.judgefleet.judgement.PresentationOrder;
import io.judgefleet.judgement.Reading;
import io.judgefleet.judgement.Resolution;
import io.judgefleet.judgement.WeightsOrigin;
import io.judgefleet.schemas.JudgeVersion;
import io.judgefleet.schemas.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AggregatorTopologyTest {
    private final TopologyDriver driver = new TopologyDriver(EventTime.APPENDED);

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void shouldCountWinOfLowerModelWhenBothOrdersPreferIt() {
        driver.judged(sample("c1").of("bee", "ant").judged(scored(3, 9), scored(9, 3)));

        assertThat(slices(Window.ALL).keySet().iterator().next().models()).containsExactly("ant", "bee");
        assertThat(tally().under(Resolution.AGREE_OR_TIE).wins().count(Reading.FIRST))
                .isOne();
        assertThat(tally().swap().count(PassReading.SECOND, PassReading.SECOND)).isOne();
    }

    @Test
    void shouldResolveEachWayWhenOrdersDisagree() {
        driver.judged(sample("c1").judged(scored(9, 3), scored(5, 5)));

        assertThat(wins(Resolution.AGREE_OR_TIE).count(Reading.TIE)).isOne();
        assertThat(wins(Resolution.MAJORITY).count(Reading.FIRST)).isOne();
        assertThat(wins(Resolution.SCORE_MEAN).count(Reading.FIRST)).isOne();
        assertThat(tally().swap().count(PassReading.FIRST, PassReading.TIE)).isOne();
    }

    @Test
    void shouldFollowExpectedScoresWhenBothPassesTellThem() {
        driver.judged(sample("c1")
                .pass(PresentationOrder.ORIGINAL, scored(7, 6), expected(6.6, 6.4))
                .pass(PresentationOrder.SWAPPED, scored(7, 6), expected(7.9, 3.1))
                .verdict());
        driver.judged(sample("c2")
                .pass(PresentationOrder.ORIGINAL, scored(7, 6), expected(6.6, 6.4))
                .pass(PresentationOrder.SWAPPED, scored(6, 6))
                .verdict());

        assertThat(wins(Resolution.SCORE_MEAN).count(Reading.SECOND)).isOne();
        assertThat(wins(Resolution.SCORE_MEAN).count(Reading.FIRST)).isOne();
        assertThat(wins(Resolution.AGREE_OR_TIE).count(Reading.TIE)).isEqualTo(2);
    }

    @Test
    void shouldCountStatesWhenPassesHaveNoScores() {
        driver.judged(sample("c1").judged(scored(9, 3), unparsable()));

        assertThat(tally().swap().half()).isOne();
        assertThat(tally().swap().passes().count(PassState.SCORED)).isOne();
        assertThat(tally().swap().passes().count(PassState.UNPARSABLE)).isOne();
        assertThat(wins(Resolution.AGREE_OR_TIE).count(Reading.UNSCORED_TIE)).isOne();
    }

    @Test
    void shouldCountOnceWhenVerdictIsDelivered3Times() {
        var verdict = sample("c1").judged(scored(9, 3), scored(3, 9));

        driver.judged(verdict);
        driver.judged(verdict, NOON.plusSeconds(7));
        driver.judged(verdict, NOON.plus(Duration.ofDays(3)));

        assertThat(tally().verdicts()).isOne();
        assertThat(intake(Kind.VERDICT_COUNTED)).isOne();
        assertThat(intake(Kind.VERDICT_DUPLICATE)).isEqualTo(2);
    }

    @Test
    void shouldSubtractOldVerdictWhenNewerOneHasSameId() {
        driver.judged(sample("c1").judged(unparsable(), unparsable()));
        driver.judged(sample("c1").at(NOON.plusSeconds(60)).judged(scored(9, 3), scored(3, 9)));
        driver.judged(sample("c1").at(NOON.plusSeconds(30)).judged(scored(3, 9), scored(9, 3)));

        assertThat(tally().verdicts()).isOne();
        assertThat(tally().swap().passes().count(PassState.UNPARSABLE)).isZero();
        assertThat(wins(Resolution.AGREE_OR_TIE).count(Reading.FIRST)).isOne();
        assertThat(intake(Kind.VERDICT_REPLACED)).isOne();
        assertThat(intake(Kind.VERDICT_DUPLICATE)).isOne();
    }

    @Test
    void shouldJoinLabelWhenItComesBeforeOrAfterVerdict() {
        driver.labelled(label("c1", "ann", Preference.FIRST));
        driver.judged(sample("c1").judged(scored(9, 3), scored(3, 9)));
        driver.judged(sample("c2").judged(scored(9, 3), scored(3, 9)));
        driver.labelled(label("c2", "ann", Preference.SECOND));

        var agreement = tally().under(Resolution.AGREE_OR_TIE).agreement();
        assertThat(agreement.count(Preference.FIRST, Reading.FIRST)).isOne();
        assertThat(agreement.count(Preference.SECOND, Reading.FIRST)).isOne();
        assertThat(intake(Kind.COMPARISON_JUDGED)).isEqualTo(2);
        assertThat(intake(Kind.COMPARISON_LABELLED)).isEqualTo(2);
    }

    @Test
    void shouldFollowMajorityWhenAnnotatorsAreSeveral() {
        driver.judged(sample("c1").judged(scored(9, 3), scored(3, 9)));
        driver.labelled(label("c1", "ann", Preference.FIRST));
        driver.labelled(label("c1", "bob", Preference.SECOND));

        var torn = tally();
        driver.labelled(label("c1", "cid", Preference.SECOND));

        assertThat(torn.withoutMajority()).isOne();
        assertThat(torn.labelled()).isZero();
        assertThat(tally().withoutMajority()).isZero();
        assertThat(tally().under(Resolution.MAJORITY).agreement().count(Preference.SECOND, Reading.FIRST))
                .isOne();
    }

    @Test
    void shouldPreferGoldWhenKindsOfLabelsDisagree() {
        driver.judged(sample("c1").judged(scored(9, 3), scored(3, 9)));
        driver.labelled(label("c1", "ann", Preference.SECOND));
        driver.labelled(label("c1", "bob", Preference.SECOND));
        driver.labelled(label("c1", "key", AnnotatorKind.GOLD, Preference.FIRST, NOON));

        assertThat(tally().under(Resolution.MAJORITY).agreement().count(Preference.FIRST, Reading.FIRST))
                .isOne();
    }

    @Test
    void shouldMoveAgreementWhenAnnotatorChangesMind() {
        driver.judged(sample("c1").judged(scored(9, 3), scored(3, 9)));
        driver.labelled(label("c1", "ann", Preference.SECOND));
        driver.labelled(label("c1", "ann", AnnotatorKind.HUMAN, Preference.FIRST, NOON.plusSeconds(1)));

        assertThat(tally().labelled()).isOne();
        assertThat(tally().under(Resolution.MAJORITY).agreement().count(Preference.FIRST, Reading.FIRST))
                .isOne();
        assertThat(intake(Kind.LABEL_REPLACED)).isOne();
    }

    @Test
    void shouldKeepApartWhenJudgeDatasetCategoryOrArmDiffer() {
        driver.judged(sample("c1").judged(scored(9, 3), scored(3, 9)));
        driver.judged(sample("c1").by("other").judged(scored(9, 3), scored(3, 9)));
        driver.judged(sample("c2").in("zoo", "math").judged(scored(9, 3), scored(3, 9)));
        driver.judged(sample("c1").arm("e1", "verbose").judged(scored(9, 3), scored(3, 9)));

        assertThat(slices(Window.ALL))
                .hasSize(4)
                .allSatisfy((slice, tally) -> assertThat(tally.verdicts()).isOne());
        assertThat(slices(Window.ALL).keySet()).extracting(Slice::arm).contains("", "e1/verbose");
    }

    @Test
    void shouldLeaveWindowsWhenTimePasses() {
        driver.judged(sample("c1").judged(scored(9, 3), scored(3, 9)));

        assertThat(verdictsAfter(Duration.ofSeconds(299))).containsExactly(1, 1, 1, 1);
        assertThat(verdictsAfter(Duration.ofMinutes(5))).containsExactly(0, 1, 1, 1);
        assertThat(verdictsAfter(Duration.ofMinutes(60))).containsExactly(0, 0, 1, 1);
        assertThat(verdictsAfter(Duration.ofHours(24))).containsExactly(0, 0, 0, 1);
    }

    @Test
    void shouldDeleteOldPanesWhenStreamTimePassesTheirRetention() {
        driver.judged(sample("c1").judged(scored(9, 3), scored(3, 9)));
        driver.judged(sample("c2").judged(scored(9, 3), scored(3, 9)), NOON.plus(Duration.ofDays(2)));

        driver.pass(Duration.ofMinutes(2));

        assertThat(driver.panes()).isEqualTo(3);
        assertThat(tally().verdicts()).isEqualTo(2);
    }

    @Test
    void shouldCountAllTimeOnlyWhenVerdictOfOldPaneIsReplaced() {
        driver.judged(sample("c1").judged(unparsable(), unparsable()));
        driver.judged(sample("c2").judged(scored(9, 3), scored(3, 9)), NOON.plus(Duration.ofDays(2)));
        driver.pass(Duration.ofMinutes(2));

        driver.judged(
                sample("c1").at(NOON.plusSeconds(1)).judged(scored(9, 3), scored(3, 9)), NOON.plus(Duration.ofDays(2)));

        assertThat(wins(Resolution.AGREE_OR_TIE).count(Reading.FIRST)).isEqualTo(2);
        assertThat(driver.deadLetters()).isEmpty();
    }

    @Test
    void shouldForgetVerdictAndKeepLabelWhenHorizonHasPassed() {
        driver.judged(sample("c1").judged(scored(9, 3), scored(3, 9)));
        driver.labelled(label("c1", "ann", Preference.FIRST));
        driver.judged(sample("c2").judged(scored(9, 3), scored(3, 9)));
        driver.judged(sample("c3").at(NOON.plus(Duration.ofDays(31))).judged(scored(9, 3), scored(3, 9)));

        driver.pass(Duration.ofMinutes(2));

        assertThat(driver.rows(Stores.LEDGERS)).isEqualTo(2);
        assertThat(tally().verdicts()).isEqualTo(3);
    }

    @Test
    void shouldCallVerdictLateWhenItWasJudgedBeforeTheHorizonAndCountsByThat() {
        try (var judged = new TopologyDriver(EventTime.JUDGED)) {
            judged.judged(sample("c2").judged(scored(9, 3), scored(3, 9)), NOON.plus(Duration.ofDays(31)));

            assertThat(judged.counts().intake().count(Kind.VERDICT_LATE)).isOne();
            assertThat(judged.counts().intake().count(Kind.VERDICT_COUNTED)).isZero();
        }
    }

    @Test
    void shouldCountVerdictWhenClockOfItsWorkerIsFortyDaysBack() {
        driver.judged(sample("c1").at(NOON.minus(Duration.ofDays(40))).judged(scored(9, 3), scored(3, 9)), NOON);
        driver.judged(
                sample("c1").at(NOON.minus(Duration.ofDays(40))).judged(scored(9, 3), scored(3, 9)),
                NOON.plus(Duration.ofDays(1)));

        assertThat(tally().verdicts()).isOne();
        assertThat(intake(Kind.VERDICT_LATE)).isZero();
        assertThat(intake(Kind.VERDICT_DUPLICATE)).isOne();
    }

    @Test
    void shouldCountJudgeOnceUnderTheFirstOfItsNamesWhenWorkersNameItDifferently() {
        driver.judged(sample("c1").by("tiny").judged(scored(9, 3), scored(3, 9)));
        driver.judged(sample("c2")
                .by("tiny")
                .named("tiny-renamed", WeightsOrigin.RANDOM)
                .judged(scored(9, 3), scored(3, 9)));
        driver.judged(
                sample("c3").by("tiny").named("a-copy", WeightsOrigin.UNSTATED).judged(scored(9, 3), scored(3, 9)));

        assertThat(tally().verdicts()).isEqualTo(3);
        assertThat(slices(Window.ALL).keySet().iterator().next().judge())
                .extracting(JudgeVersion::name, JudgeVersion::weightsOrigin)
                .containsExactly("a-copy", WeightsOrigin.RANDOM);
    }

    @Test
    void shouldCountVotesAndRepeatsUnderOneNameWhenWorkersNameTheirJudgeDifferently() {
        driver.labelled(label("c1", "ann", Preference.FIRST));
        driver.labelled(label("c2", "ann", Preference.FIRST));
        driver.judged(sample("c1").by("tiny").repeat(1).judged(scored(9, 3), scored(3, 9)));
        driver.judged(sample("c2")
                .by("tiny")
                .named("a-copy", WeightsOrigin.TRAINED)
                .repeat(1)
                .judged(scored(9, 3), scored(3, 9)));

        assertThat(driver.counts().votes(Window.ALL, NOON).keySet())
                .extracting(slice -> slice.judge().name())
                .containsExactly("a-copy");
        assertThat(driver.counts().repetitions().keySet())
                .extracting(slice -> slice.judge().name())
                .containsExactly("a-copy");
    }

    @Test
    void shouldFindVerdictWhenRequestWasJudged() {
        var verdict = sample("c1").judged(scored(9, 3), scored(3, 9));
        var requestId = verdict.origin().requestId().value();

        driver.judged(verdict);

        assertThat(driver.counts().answered(requestId, NOON)).hasValueSatisfying(answer -> {
            assertThat(answer.verdictId()).isEqualTo(verdict.id().value());
            assertThat(answer.judgedAt()).isEqualTo(NOON);
        });
        assertThat(driver.counts().answered("r0", NOON)).isEmpty();
    }

    @Test
    void shouldCountWithoutPairWhenOneModelIsJudged() {
        driver.judged(sample("c1")
                .in(JudgingMode.SINGLE)
                .of("ant")
                .pass(PresentationOrder.ORIGINAL, scored(7, 10))
                .verdict());

        assertThat(slices(Window.ALL).keySet())
                .allSatisfy(slice -> assertThat(slice.pair()).isEmpty());
        assertThat(tally().verdicts()).isOne();
    }

    @Test
    void shouldMoveToDeadLettersWhenRecordIsUnreadable() {
        driver.pipe(Topics.VERDICTS.name(), "c1", "garbage".getBytes(StandardCharsets.UTF_8), NOON);
        driver.pipe(Topics.VERDICTS.name(), "c1", null, NOON);
        driver.misplaced("c2", sample("c1").judged(scored(9, 3), scored(3, 9)));
        driver.judged(sample("c3").judged(scored(9, 3), scored(3, 9)));

        assertThat(tally().verdicts()).isOne();
        assertThat(driver.deadLetters())
                .extracting(letter -> new String(
                        letter.headers().lastHeader("__judge.errors.message").value(), StandardCharsets.UTF_8))
                .containsExactly(
                        "expected a first byte of 0, found 103",
                        "expected a value, found a record without one (a tombstone)",
                        "expected the comparison id c1 as key, found c2");
    }

    @Test
    void shouldMoveToDeadLettersWhenLedgerWouldGrowTooLarge() {
        driver.judged(sample("c1").judged(scored(9, 3), scored(3, 9)));
        var name = "x".repeat(LedgerFormat.MAX_BYTES / 4);
        for (var annotator = 0; annotator < 6; annotator++) {
            driver.labelled(label("c1", name + annotator, Preference.FIRST));
        }
        driver.labelled(label("c2", "ann", Preference.FIRST));

        assertThat(intake(Kind.LABEL_COUNTED)).isEqualTo(3 + 1);
        assertThat(tally().labelled()).isOne();
        assertThat(driver.deadLetters()).hasSize(3);
    }

    private int[] verdictsAfter(Duration time) {
        var now = NOON.plus(time);
        return java.util.Arrays.stream(Window.values())
                .mapToInt(window -> (int) driver.counts().slices(window, now).values().stream()
                        .mapToLong(SliceTally::verdicts)
                        .sum())
                .toArray();
    }

    private io.judgefleet.metrics.rating.WinTally wins(Resolution resolution) {
        return tally().under(resolution).wins();
    }

    /** The sum over all slices and all time. */
    private SliceTally tally() {
        return slices(Window.ALL).values().stream().reduce(SliceTally.empty(), SliceTally::merge);
    }

    private Map<Slice, SliceTally> slices(Window window) {
        return driver.counts().slices(window, Instant.EPOCH);
    }

    private long intake(Kind kind) {
        return driver.counts().intake().count(kind);
    }
}
