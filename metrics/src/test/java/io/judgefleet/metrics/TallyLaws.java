package io.judgefleet.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/** What every tally keeps: order, panes, retractions and duplicates taken back leave the same counts. */
public final class TallyLaws {
    private static final int SEEDS = 50;
    private static final int OBSERVATIONS = 60;

    public static <T extends Tally<T>, O> void hold(
            T empty, Function<Random, O> observation, BiFunction<T, O, T> plus, BiFunction<T, O, T> minus) {
        for (var seed = 0; seed < SEEDS; seed++) {
            hold(empty, observation, plus, minus, new Random(seed));
        }
    }

    private static <T extends Tally<T>, O> void hold(
            T empty,
            Function<Random, O> observation,
            BiFunction<T, O, T> plus,
            BiFunction<T, O, T> minus,
            Random random) {
        var observations = Stream.generate(() -> observation.apply(random))
                .limit(OBSERVATIONS)
                .toList();
        var shuffled = new ArrayList<>(observations);
        Collections.shuffle(shuffled, random);
        var cut = random.nextInt(OBSERVATIONS);
        var tail = observations.subList(cut, OBSERVATIONS);
        var one = fold(empty, observations.subList(0, cut), plus);
        var other = fold(empty, tail, plus);

        var all = fold(empty, observations, plus);

        assertThat(fold(empty, shuffled, plus)).isEqualTo(all);
        assertThat(one.merge(other)).isEqualTo(other.merge(one)).isEqualTo(all);
        assertThat(all.merge(empty)).isEqualTo(all);
        assertThat(one.merge(other.merge(all))).isEqualTo(one.merge(other).merge(all));
        assertThat(all.without(one)).isEqualTo(other);
        assertThat(fold(all, tail, minus)).isEqualTo(one);
        assertThat(all.merge(all).without(all)).isEqualTo(all);
        assertThat(fold(all, shuffled, minus)).isEqualTo(empty);
    }

    private static <T, O> T fold(T start, List<O> observations, BiFunction<T, O, T> step) {
        var tally = start;
        for (var observation : observations) {
            tally = step.apply(tally, observation);
        }
        return tally;
    }

    public static <T> T anyOf(Random random, T[] values) {
        return values[random.nextInt(values.length)];
    }

    private TallyLaws() {}
}
