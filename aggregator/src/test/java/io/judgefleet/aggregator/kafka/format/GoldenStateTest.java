package io.judgefleet.aggregator.kafka.format;

import static io.judgefleet.aggregator.VerdictFixtures.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.judgefleet.aggregator.counts.AnsweredRequest;
import io.judgefleet.aggregator.counts.BucketSize;
import io.judgefleet.aggregator.counts.Pane;
import io.judgefleet.aggregator.counts.PartitionCounts;
import io.judgefleet.aggregator.slice.CountedLabel;
import io.judgefleet.aggregator.slice.CountedVerdict;
import io.judgefleet.aggregator.slice.CovariateSums;
import io.judgefleet.aggregator.slice.IntakeTally;
import io.judgefleet.aggregator.slice.Slice;
import io.judgefleet.aggregator.slice.SliceSums;
import io.judgefleet.aggregator.slice.SliceTally;
import io.judgefleet.aggregator.slice.VoteTally;
import io.judgefleet.comparisons.AnnotatorKind;
import io.judgefleet.judgement.JudgingMode;
import io.judgefleet.judgement.PassReading;
import io.judgefleet.judgement.PassState;
import io.judgefleet.judgement.Preference;
import io.judgefleet.judgement.PresentationOrder;
import io.judgefleet.judgement.Reading;
import io.judgefleet.judgement.Resolution;
import io.judgefleet.judgement.WeightsOrigin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

/**
 * State is written and read byte for byte as it always was, whatever the order in which constants are declared: the files hold
 * every constant that is stored. A new constant gets a code and a file of its own; the files that are there never change.
 */
class GoldenStateTest {
    private static final HexFormat HEX = HexFormat.of();

    @Test
    void shouldWriteAndReadLedger() {
        assertThat(LedgerFormat.toBytes(GoldenState.ledger())).isEqualTo(golden("ledger.hex"));
        assertThat(LedgerFormat.ledger(golden("ledger.hex"))).isEqualTo(GoldenState.ledger());
    }

    @Test
    void shouldHoldEveryConstantOfALedger() {
        var contents = GoldenState.ledger().verdicts().values().stream()
                .map(CountedVerdict::content)
                .toList();
        var labels = GoldenState.ledger().labels().values();

        assertAll(
                WeightsOrigin.class,
                contents.stream()
                        .map(content -> content.slice().judge().weightsOrigin())
                        .toList());
        assertAll(
                JudgingMode.class,
                contents.stream().map(content -> content.slice().mode()).toList());
        assertAll(
                Preference.class,
                contents.stream().map(CountedVerdict.Content::byScores).toList());
        for (var order : PresentationOrder.values()) {
            assertAll(
                    PassState.class,
                    contents.stream()
                            .flatMap(content -> content.passes().pass(order).map(PassState::of).stream())
                            .toList());
            assertAll(
                    PassReading.class,
                    contents.stream()
                            .map(content -> content.passes().reading(order))
                            .toList());
        }
        assertAll(AnnotatorKind.class, labels.stream().map(CountedLabel::kind).toList());
        assertAll(
                Preference.class, labels.stream().map(CountedLabel::preference).toList());
    }

    @Test
    void shouldWriteAndReadKeyOfArchive() {
        var slice = GoldenState.slice(JudgingMode.CHAT, WeightsOrigin.RANDOM, true);

        assertThat(SliceFormat.key(slice).get()).isEqualTo(golden("slice.hex"));
        assertThat(SliceFormat.slice(Bytes.wrap(golden("slice.hex")))).isEqualTo(slice);
    }

    /** Every count of the tally is another number, so that a reading that changes places is seen. */
    @Test
    void shouldWriteAndReadTallyOfArchive() {
        var tally = SliceTally.of(LongStream.rangeClosed(1, SliceTally.CELLS).toArray());

        assertThat(TallyFormat.toBytes(tally)).isEqualTo(golden("slice-tally.hex"));
        assertThat(TallyFormat.sliceTally(golden("slice-tally.hex"))).isEqualTo(tally);
        assertThat(counts(tally)).isEqualTo(text("slice-tally.txt"));
    }

    @Test
    void shouldWriteAndReadIntakeTally() {
        var tally = IntakeTally.of(
                LongStream.rangeClosed(1, IntakeTally.Kind.values().length).toArray());

        assertThat(TallyFormat.toBytes(tally)).isEqualTo(golden("intake-tally.hex"));
        assertThat(TallyFormat.intakeTally(golden("intake-tally.hex"))).isEqualTo(tally);
        assertThat(lines(Arrays.stream(IntakeTally.Kind.values()).map(kind -> kind + " " + tally.count(kind))))
                .isEqualTo(text("intake-tally.txt"));
    }

    @Test
    void shouldWriteAndReadAnsweredRequest() {
        var answer = new AnsweredRequest("verdict of no digest", GoldenState.FINGERPRINT, NOON.plusNanos(1_000));

        assertThat(AnswerFormat.toBytes(answer)).isEqualTo(golden("answer.hex"));
        assertThat(AnswerFormat.answer(golden("answer.hex"))).isEqualTo(answer);
    }

    @Test
    void shouldWriteAndReadPart() {
        assertThat(PartFormat.toBytes(Map.of(7, GoldenState.part()))).isEqualTo(golden("part.hex"));

        var read = PartFormat.counts(golden("part.hex"));

        assertThat(read).containsOnlyKeys(7);
        var counts = read.getOrDefault(7, new PartitionCounts(true));
        for (var pane : GoldenState.part().panes().keySet()) {
            var wanted = List.of(pane);
            assertThat(slices(counts, wanted)).as("%s", pane).isEqualTo(slices(GoldenState.counted(), wanted));
            assertThat(votes(counts, wanted)).as("%s", pane).isEqualTo(votes(GoldenState.counted(), wanted));
            assertThat(covariates(counts, wanted)).as("%s", pane).isEqualTo(covariates(GoldenState.counted(), wanted));
        }
        assertThat(counts.canaries()).isEqualTo(GoldenState.counted().canaries());
        assertThat(counts.repetitions()).isEqualTo(GoldenState.counted().repetitions());
    }

    @Test
    void shouldHoldEveryConstantOfAPart() {
        assertAll(
                BucketSize.class,
                GoldenState.part().panes().keySet().stream()
                        .map(Pane::bucketSize)
                        .toList());
        assertAll(
                Preference.class,
                Arrays.stream(Preference.values())
                        .filter(preference ->
                                votes(
                                                GoldenState.counted(),
                                                GoldenState.part().panes().keySet())
                                        .values()
                                        .stream()
                                        .anyMatch(tally -> Arrays.stream(Reading.values())
                                                .anyMatch(reading -> tally.under(Resolution.MAJORITY)
                                                                .count(preference, reading)
                                                        > 0)))
                        .toList());
    }

    @Test
    void shouldRefuseConstantOfALaterVersion() {
        var ledger = golden("ledger.hex");
        var slice = golden("slice.hex");
        var part = golden("part.hex");

        assertThatThrownBy(() -> LedgerFormat.ledger(with(ledger, ledger.length - 9, 3)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("expected a code of Preference among [0, 1, 2] before byte %d of a stored ledger, found 3"
                        .formatted(ledger.length - 8));
        assertThatThrownBy(() -> SliceFormat.slice(Bytes.wrap(with(slice, 15, 9))))
                .hasMessage(
                        "expected a code of WeightsOrigin among [0, 1, 2] before byte 16 of a stored slice, found 9");
        assertThatThrownBy(() -> PartFormat.counts(with(part, 0, 4)))
                .hasMessage("expected format 3 of a stored part of the counts, found 4");
        assertThatThrownBy(() -> IntakeTally.of(new long[11]))
                .hasMessage("expected at most 10 counts of an intake tally, found 11");
    }

    private static byte[] with(byte[] bytes, int index, int value) {
        var changed = bytes.clone();
        changed[index] = (byte) value;
        return changed;
    }

    private static Map<Slice, SliceTally> slices(PartitionCounts counts, Collection<Pane> panes) {
        var sums = new SliceSums();
        counts.addTo(sums, panes);
        return sums.tallies();
    }

    private static Map<Slice, VoteTally> votes(PartitionCounts counts, Collection<Pane> panes) {
        var sums = new HashMap<Slice, VoteTally>();
        counts.addVotes(sums, panes);
        return sums;
    }

    private static List<Object> covariates(PartitionCounts counts, Collection<Pane> panes) {
        var sums = new CovariateSums(Resolution.MAJORITY);
        counts.addTo(sums, panes, slice -> true);
        return List.of(sums.lengthTallies(), sums.styleCounts());
    }

    /** Each count with the names of what it counts. */
    private static String counts(SliceTally tally) {
        return lines(Stream.of(
                        product(
                                PassReading.values(),
                                PassReading.values(),
                                (original, swapped) -> "swap %s %s %d"
                                        .formatted(
                                                original, swapped, tally.swap().count(original, swapped))),
                        Arrays.stream(PassState.values())
                                .map(state -> "passes %s %d"
                                        .formatted(state, tally.swap().passes().count(state))),
                        product(
                                Resolution.values(),
                                Reading.values(),
                                (resolution, reading) -> "%s wins %s %d"
                                        .formatted(
                                                resolution,
                                                reading,
                                                tally.under(resolution).wins().count(reading))),
                        Arrays.stream(Resolution.values())
                                .flatMap(resolution -> product(
                                        Preference.values(),
                                        Reading.values(),
                                        (label, reading) -> "%s label %s %s %d"
                                                .formatted(
                                                        resolution,
                                                        label,
                                                        reading,
                                                        tally.under(resolution)
                                                                .agreement()
                                                                .count(label, reading)))),
                        Stream.of("without majority %d".formatted(tally.withoutMajority())))
                .flatMap(Function.identity()));
    }

    private static <A, B> Stream<String> product(A[] some, B[] others, BiFunction<A, B, String> line) {
        return Arrays.stream(some).flatMap(one -> Arrays.stream(others).map(other -> line.apply(one, other)));
    }

    private static String lines(Stream<String> lines) {
        return lines.sorted().collect(Collectors.joining("\n", "", "\n"));
    }

    private static <E extends Enum<E>> void assertAll(Class<E> type, Collection<E> found) {
        assertThat(EnumSet.copyOf(found)).isEqualTo(EnumSet.allOf(type));
    }

    private static byte[] golden(String name) {
        return HEX.parseHex(text(name).replaceAll("\\s", ""));
    }

    private static String text(String name) {
        try (var stream =
                Objects.requireNonNull(GoldenStateTest.class.getResourceAsStream("/golden-state/" + name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
