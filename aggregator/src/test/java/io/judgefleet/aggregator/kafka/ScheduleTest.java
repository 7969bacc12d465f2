package io.judgefleet.aggregator.kafka;

import static io.judgefleet.aggregator.VerdictFixtures.NOON;
import static io.judgefleet.aggregator.VerdictFixtures.expected;
import static io.judgefleet.aggregator.VerdictFixtures.label;
import static io.judgefleet.aggregator.VerdictFixtures.sample;
import static io.judgefleet.aggregator.VerdictFixtures.scored;
import static io.judgefleet.aggregator.VerdictFixtures.unparsable;
import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.aggregator.Recount;
import io.judgefleet.aggregator.counts.Window;
import io.judgefleet.aggregator.kafka.format.TallyFormat;
import io.judgefleet.aggregator.ledger.EventTime;
import io.judgefleet.aggregator.slice.Slice;
import io.judgefleet.aggregator.slice.SliceTally;
import io.judgefleet.comparisons.AnnotatorKind;
import io.judgefleet.comparisons.Label;
import io.judgefleet.judgement.PassOutcome;
import io.judgefleet.judgement.Preference;
import io.judgefleet.judgement.PresentationOrder;
import io.judgefleet.judgement.ScoreDistribution;
import io.judgefleet.schemas.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Any order and any duplication of the same events ends in the counts of a plain recount. */
class ScheduleTest {
    private static final int SCHEDULES = Integer.getInteger("judgefleet.schedules", 60);
    private static final Instant END = NOON.plus(Duration.ofHours(26));

    static Stream<Integer> seeds() {
        return IntStream.range(0, SCHEDULES).boxed();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldEndInSameCountsWhenEventsAreShuffledAndRepeated(int seed) {
        var random = new Random(seed);
        var verdicts = verdicts(random);
        var labels = labels(random);
        var events = new ArrayList<Object>(verdicts);
        events.addAll(labels);
        IntStream.range(0, events.size() / 4).forEach(i -> events.add(events.get(random.nextInt(events.size()))));
        Collections.shuffle(events, random);

        try (var driver = new TopologyDriver(EventTime.JUDGED)) {
            for (var event : events) {
                deliver(driver, event, random);
            }

            for (var window : Window.values()) {
                assertThat(bytes(driver.counts().slices(window, END)))
                        .as("window %s, seed %d", window.word(), seed)
                        .isEqualTo(bytes(new Recount(verdicts, labels).slices(window, END)));
            }
            assertThat(driver.deadLetters()).isEmpty();
        }
    }

    /** The broker takes records in another order than that of their own times. */
    private static void deliver(TopologyDriver driver, Object event, Random random) {
        if (event instanceof Verdict verdict) {
            driver.judged(verdict, END.minusSeconds(random.nextInt(600)));
        } else if (event instanceof Label label) {
            driver.labelled(label);
        }
        if (random.nextInt(20) == 0) {
            driver.pass(Duration.ofSeconds(random.nextInt(60)));
        }
    }

    /** Byte for byte, as they are stored. */
    private static Map<Slice, List<Byte>> bytes(Map<Slice, SliceTally> slices) {
        return slices.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> boxed(TallyFormat.toBytes(entry.getValue()))));
    }

    private static List<Byte> boxed(byte[] bytes) {
        return IntStream.range(0, bytes.length).mapToObj(i -> bytes[i]).toList();
    }

    private static List<Verdict> verdicts(Random random) {
        return IntStream.range(0, random.nextInt(20, 180))
                .mapToObj(i -> sample("c" + random.nextInt(60))
                        .of(random.nextBoolean() ? new String[] {"ant", "bee"} : new String[] {"cow", "ant"})
                        .by(random.nextInt(5) == 0 ? "other" : "tiny")
                        .in("farm", random.nextBoolean() ? "math" : "")
                        .at(END.minusSeconds(
                                random.nextInt((int) Duration.ofHours(26).toSeconds())))
                        .pass(PresentationOrder.ORIGINAL, outcome(random), distribution(random))
                        .pass(PresentationOrder.SWAPPED, outcome(random), distribution(random))
                        .verdict())
                .toList();
    }

    private static List<Label> labels(Random random) {
        return IntStream.range(0, random.nextInt(60))
                .mapToObj(i -> label(
                        "c" + random.nextInt(60),
                        "annotator " + random.nextInt(3),
                        random.nextInt(8) == 0 ? AnnotatorKind.GOLD : AnnotatorKind.HUMAN,
                        Preference.CODES.of(random.nextInt(3)),
                        END.minusSeconds(random.nextInt(100_000))))
                .toList();
    }

    /** Seldom of the same mind as the scores beside it. */
    private static Optional<ScoreDistribution> distribution(Random random) {
        return random.nextInt(3) == 0 ? Optional.empty() : expected(random.nextDouble(1, 10), random.nextDouble(1, 10));
    }

    private static PassOutcome outcome(Random random) {
        return switch (random.nextInt(10)) {
            case 0 -> unparsable();
            case 1 -> new PassOutcome.Failed("engine");
            case 2 -> new PassOutcome.TimedOut("late");
            default -> scored(random.nextInt(1, 11), random.nextInt(1, 11));
        };
    }
}
