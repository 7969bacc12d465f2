package io.judgefleet.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.judgement.PassOutcome;
import io.judgefleet.judgement.Policy;
import io.judgefleet.judgement.Preference;
import io.judgefleet.judgement.PresentationOrder;
import io.judgefleet.judgement.Reading;
import io.judgefleet.judgement.ScorePair;
import io.judgefleet.judgement.SwappedPair;
import io.judgefleet.metrics.agreement.AgreementTally;
import io.judgefleet.metrics.agreement.RaterTally;
import io.judgefleet.metrics.agreement.Votes;
import io.judgefleet.metrics.bias.SwapTally;
import io.judgefleet.metrics.rating.PairCounts;
import io.judgefleet.metrics.rating.WinTally;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The laws of {@link TallyLaws}, for every tally. */
final class TallyLawsTest {
    private static final List<String> MODELS = List.of("a", "b", "c", "d");

    /** A tally with something that can be counted by it. */
    private record Subject<T extends Tally<T>, O>(
            String name,
            T empty,
            Function<Random, O> observation,
            BiFunction<T, O, T> plus,
            BiFunction<T, O, T> minus) {
        @Override
        public String toString() {
            return name;
        }

        void holdLaws() {
            TallyLaws.hold(empty, observation, plus, minus);
        }
    }

    /** A comparison of two models. */
    private record Game(String first, String second, Reading reading) {}

    static Stream<Subject<?, ?>> tallies() {
        return Stream.of(
                new Subject<>("swaps", SwapTally.empty(), TallyLawsTest::pair, SwapTally::plus, SwapTally::minus),
                new Subject<>(
                        "outcomes",
                        OutcomeTally.empty(),
                        TallyLawsTest::outcome,
                        OutcomeTally::plus,
                        OutcomeTally::minus),
                new Subject<>(
                        "agreement",
                        AgreementTally.empty(),
                        random -> new Labelled(
                                TallyLaws.anyOf(random, Preference.values()),
                                TallyLaws.anyOf(random, Reading.values())),
                        (tally, seen) -> tally.plus(seen.label(), seen.reading()),
                        (tally, seen) -> tally.minus(seen.label(), seen.reading())),
                new Subject<>(
                        "votes",
                        Votes.empty(),
                        random -> TallyLaws.anyOf(random, Preference.values()),
                        Votes::plus,
                        Votes::minus),
                new Subject<>(
                        "raters",
                        RaterTally.ofPreferences(),
                        TallyLawsTest::votes,
                        RaterTally::plus,
                        RaterTally::minus),
                new Subject<>(
                        "wins",
                        WinTally.empty(),
                        random -> TallyLaws.anyOf(random, Reading.values()),
                        WinTally::plus,
                        WinTally::minus),
                new Subject<>(
                        "pairs",
                        PairCounts.empty(),
                        TallyLawsTest::game,
                        (tally, game) -> tally.plus(game.first(), game.second(), game.reading()),
                        (tally, game) -> tally.minus(game.first(), game.second(), game.reading())));
    }

    @ParameterizedTest
    @MethodSource("tallies")
    void shouldKeepCountsWhenOrderPanesAndCorrectionsDiffer(Subject<?, ?> subject) {
        subject.holdLaws();
    }

    @Test
    void shouldTradeWinsAndLossesWhenPairIsSeenFromOtherSide() {
        var random = new Random(3);
        var counts = PairCounts.empty();
        for (var i = 0; i < 100; i++) {
            var game = game(random);
            counts = counts.plus(game.first(), game.second(), game.reading());
        }

        for (var policy : Policy.values()) {
            var one = counts.between("a", "b");
            var other = counts.between("b", "a");
            assertThat(one.wins(policy)).isEqualTo(other.losses(policy));
            assertThat(one.ties(policy)).isEqualTo(other.ties(policy));
            assertThat(one.n(policy)).isEqualTo(other.n(policy));
        }
    }

    /** A label and what the judge said. */
    private record Labelled(Preference label, Reading reading) {}

    private static SwappedPair pair(Random random) {
        var pair = SwappedPair.empty();
        for (var order : PresentationOrder.values()) {
            pair = random.nextInt(8) == 0 ? pair : pair.with(order, outcome(random));
        }
        return pair;
    }

    private static PassOutcome outcome(Random random) {
        var scores = new ScorePair(1 + random.nextInt(10), 1 + random.nextInt(10));
        return switch (random.nextInt(9)) {
            case 0 -> new PassOutcome.Truncated(scores);
            case 1 -> new PassOutcome.Unparsable("prose");
            case 2 -> new PassOutcome.Refused("no");
            case 3 -> new PassOutcome.Failed("engine");
            case 4 -> new PassOutcome.TimedOut("late");
            default -> new PassOutcome.Scored(scores);
        };
    }

    private static Votes votes(Random random) {
        return new Votes(random.nextInt(4), random.nextInt(3), random.nextInt(4));
    }

    private static Game game(Random random) {
        var first = random.nextInt(MODELS.size());
        var second = (first + 1 + random.nextInt(MODELS.size() - 1)) % MODELS.size();
        return new Game(MODELS.get(first), MODELS.get(second), TallyLaws.anyOf(random, Reading.values()));
    }
}
