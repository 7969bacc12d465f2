package io.judgefleet.metrics.rating;

import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.judgement.Policy;
import io.judgefleet.judgement.Reading;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ComparabilityGroupsTest {
    private static final int MODELS = 12;

    static IntStream seeds() {
        return IntStream.range(0, 60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldHaveThoseInAGroupThatReachEachOther(int seed) {
        var contests = contests(new Random(seed));
        var reaches = closure(contests);

        var groups = ComparabilityGroups.stronglyConnected(contests);

        assertThat(groups).isEqualTo(groupsOf(contests, reaches));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldPutNobodyBeforeAGroupThatWonAgainstIt(int seed) {
        var contests = contests(new Random(seed));
        var reaches = closure(contests);

        var ordered = ComparabilityGroups.ordered(ComparabilityGroups.stronglyConnected(contests), contests);

        assertThat(ordered.stream().flatMap(List::stream))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, contests.size()).boxed().toList());
        for (var earlier = 0; earlier < ordered.size(); earlier++) {
            for (var later = earlier + 1; later < ordered.size(); later++) {
                assertThat(reaches[ordered.get(later).getFirst()][
                                ordered.get(earlier).getFirst()])
                        .isFalse();
            }
        }
    }

    /** From few wins, which leave models apart, to many, which tie all together. */
    private static Contests contests(Random random) {
        var counts = PairCounts.empty();
        for (var game = 2 + random.nextInt(30); game > 0; game--) {
            var one = random.nextInt(MODELS);
            var other = (one + 1 + random.nextInt(MODELS - 1)) % MODELS;
            counts = counts.plus(
                    "m%02d".formatted(one),
                    "m%02d".formatted(other),
                    random.nextInt(6) == 0 ? Reading.TIE : Reading.FIRST);
        }
        return Contests.of(counts, List.copyOf(counts.models()), Policy.STRICT);
    }

    /** By Warshall's algorithm: who has points against whom, directly or along others. */
    private static boolean[][] closure(Contests contests) {
        var size = contests.size();
        var reaches = new boolean[size][size];
        for (var i = 0; i < size; i++) {
            for (var j = 0; j < size; j++) {
                reaches[i][j] = i == j || contests.scored(i, j);
            }
        }
        for (var through = 0; through < size; through++) {
            for (var i = 0; i < size; i++) {
                for (var j = 0; j < size; j++) {
                    reaches[i][j] |= reaches[i][through] && reaches[through][j];
                }
            }
        }
        return reaches;
    }

    private static List<List<Integer>> groupsOf(Contests contests, boolean[][] reaches) {
        return IntStream.range(0, contests.size())
                .mapToObj(i -> IntStream.range(0, contests.size())
                        .filter(j -> reaches[i][j] && reaches[j][i])
                        .boxed()
                        .toList())
                .distinct()
                .toList();
    }
}
