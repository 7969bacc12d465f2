package io.judgefleet.aggregator.slice;

import io.judgefleet.judgement.Reading;
import io.judgefleet.judgement.Resolution;
import io.judgefleet.metrics.Bootstrap;
import io.judgefleet.metrics.CountTable;
import io.judgefleet.metrics.rating.ModelPair;
import io.judgefleet.metrics.rating.PairCounts;
import io.judgefleet.metrics.rating.WinTally;
import io.judgefleet.metrics.statistics.PoissonWeights;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The counts of a bootstrap's replicates (metrics definition B12), while they are added up over partitions, panes and slices
 * under one resolution. They are what {@link Bootstrap} would have counted: a verdict counts in each replicate as often as its
 * question's weight there says.
 */
public final class ReplicateSums {
    /** Weights of so many questions are remembered; those of others are drawn anew each time. */
    private static final int REMEMBERED = 1 << 14;

    private final int replicates;
    private final Resolution resolution;
    private final Map<Long, int[]> weights = new HashMap<>();
    private final Map<Long, Integer> numbers = new HashMap<>();
    private final Map<Integer, Reading> readings = new HashMap<>();
    private final Subject all = new Subject();
    private final Map<String, Subject> byModel = new TreeMap<>();
    private final Map<ModelPair, Map<Reading, int[]>> byPair = new TreeMap<>();

    /**
     * How often each outcome code occurs in each replicate, of which questions, by their numbers, and how many verdicts that rests
     * on.
     */
    static final class Subject {
        private final Map<Integer, int[]> byCode = new HashMap<>();
        private final Map<Integer, BitSet> questions = new HashMap<>();
        private long verdicts;
    }

    /** Where the verdicts of a slice are counted. */
    public record Rows(List<Subject> subjects, Optional<Map<Reading, int[]>> wins) {}

    public ReplicateSums(int replicates, Resolution resolution) {
        this.replicates = replicates;
        this.resolution = resolution;
    }

    public int replicates() {
        return replicates;
    }

    /** Of all verdicts together; empty where there are not just so many, for ledgers have forgotten some. */
    public Optional<Bootstrap<SliceTally>> all(long verdicts) {
        return bootstrap(all, verdicts);
    }

    /** Of the verdicts in which the model took part, likewise. */
    public Optional<Bootstrap<SliceTally>> of(String model, long verdicts) {
        return Optional.ofNullable(byModel.get(model)).flatMap(subject -> bootstrap(subject, verdicts));
    }

    /** How many questions have verdicts whose codes are among those. */
    public long questions(Predicate<OutcomeCode> codes) {
        return questions(all, codes);
    }

    /** How many of them in which the model took part. */
    public long questions(String model, Predicate<OutcomeCode> codes) {
        return Optional.ofNullable(byModel.get(model))
                .map(subject -> questions(subject, codes))
                .orElse(0L);
    }

    /** How all models fared against each other in one of the replicates. */
    public PairCounts pairCounts(int replicate) {
        var counts = new TreeMap<ModelPair, WinTally>();
        byPair.forEach((pair, wins) -> {
            var cells = new long[Reading.CODES.width()];
            wins.forEach((reading, times) -> cells[reading.code()] = times[replicate]);
            counts.put(pair, new WinTally(CountTable.of(1, cells.length, cells)));
        });
        return new PairCounts(counts);
    }

    public Rows rows(Slice slice) {
        var subjects = new ArrayList<Subject>();
        subjects.add(all);
        slice.models().forEach(model -> subjects.add(byModel.computeIfAbsent(model, any -> new Subject())));
        return new Rows(
                subjects, slice.pair().map(pair -> byPair.computeIfAbsent(pair, any -> new EnumMap<>(Reading.class))));
    }

    public void add(Rows rows, int code, long question, int count) {
        var drawn = weights(question);
        var number = numbers.computeIfAbsent(question, any -> numbers.size());
        for (var subject : rows.subjects) {
            subject.verdicts += count;
            subject.questions.computeIfAbsent(code, any -> new BitSet()).set(number);
            add(subject.byCode.computeIfAbsent(code, any -> new int[replicates]), drawn, count);
        }
        rows.wins.ifPresent(wins -> add(wins.computeIfAbsent(reading(code), any -> new int[replicates]), drawn, count));
    }

    private static long questions(Subject subject, Predicate<OutcomeCode> codes) {
        var all = new BitSet();
        subject.questions.forEach((code, some) -> {
            if (codes.test(new OutcomeCode(code))) {
                all.or(some);
            }
        });
        return all.cardinality();
    }

    private static void add(int[] sums, int[] drawn, int count) {
        for (var replicate = 0; replicate < sums.length; replicate++) {
            sums[replicate] += drawn[replicate] * count;
        }
    }

    private int[] weights(long question) {
        var known = weights.get(question);
        if (known != null) {
            return known;
        }
        var drawn = PoissonWeights.of(question, replicates);
        if (weights.size() < REMEMBERED) {
            weights.put(question, drawn);
        }
        return drawn;
    }

    /** What a verdict of that code counts as for the lower model. */
    private Reading reading(int code) {
        return readings.computeIfAbsent(code, any -> new OutcomeCode(code).readingOfLowerModel(resolution));
    }

    private Optional<Bootstrap<SliceTally>> bootstrap(Subject subject, long verdicts) {
        if (subject.verdicts != verdicts) {
            return Optional.empty();
        }
        var cells = new long[replicates][SliceTally.CELLS];
        subject.byCode.forEach((code, times) -> {
            var once = new OutcomeCode(code).tally().cells();
            for (var replicate = 0; replicate < replicates; replicate++) {
                SliceSums.add(cells[replicate], once, times[replicate]);
            }
        });
        var tallies = new ArrayList<SliceTally>();
        for (var sum : cells) {
            tallies.add(SliceTally.of(sum));
        }
        return Optional.of(new Bootstrap<>(tallies));
    }
}
