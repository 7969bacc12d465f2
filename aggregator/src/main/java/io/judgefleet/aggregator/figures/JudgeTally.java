package io.judgefleet.aggregator.figures;

import io.judgefleet.aggregator.slice.Slice;
import io.judgefleet.aggregator.slice.SliceTally;
import io.judgefleet.aggregator.slice.VoteTally;
import io.judgefleet.judgement.JudgingMode;
import io.judgefleet.judgement.Resolution;
import io.judgefleet.metrics.rating.ModelPair;
import io.judgefleet.metrics.rating.PairCounts;
import io.judgefleet.metrics.rating.WinTally;
import io.judgefleet.schemas.JudgeVersion;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The counts of one judge in one mode.
 *
 * @param all every comparison once
 * @param byModel the comparisons in which each model took part
 * @param byPair the comparisons of each two models, wins being those of the lower one
 * @param votes of annotators on all of them
 * @param votesByModel of annotators on the comparisons in which each model took part
 */
record JudgeTally(
        JudgeVersion judge,
        JudgingMode mode,
        SliceTally all,
        SortedMap<String, SliceTally> byModel,
        SortedMap<ModelPair, SliceTally> byPair,
        VoteTally votes,
        SortedMap<String, VoteTally> votesByModel) {
    /** Whose verdicts are never added to those of another. */
    private record Scale(JudgeVersion judge, JudgingMode mode) {
        static final Comparator<Scale> ORDER = Comparator.comparing((Scale scale) -> scale.judge.name())
                .thenComparing(scale -> scale.judge.fingerprint())
                .thenComparing(Scale::mode);
    }

    /** The slices that the query selects, added up for each judge and mode. */
    static List<JudgeTally> of(Map<Slice, SliceTally> slices, Map<Slice, VoteTally> votes, Query query) {
        var byScale = slices.entrySet().stream()
                .filter(entry -> query.selects(entry.getKey()))
                .collect(Collectors.groupingBy(
                        entry ->
                                new Scale(entry.getKey().judge(), entry.getKey().mode()),
                        () -> new TreeMap<>(Scale.ORDER),
                        Collectors.toList()));
        return byScale.entrySet().stream()
                .map(entry -> of(entry.getKey(), entry.getValue(), votes))
                .toList();
    }

    private static JudgeTally of(Scale scale, List<Map.Entry<Slice, SliceTally>> slices, Map<Slice, VoteTally> votes) {
        var all = new CellSums<String>();
        var byModel = new CellSums<String>();
        var byPair = new CellSums<ModelPair>();
        var votesByModel = new TreeMap<String, VoteTally>();
        var allVotes = VoteTally.empty();
        for (var entry : slices) {
            var cells = entry.getValue().cells();
            all.add("", cells);
            entry.getKey().models().forEach(model -> byModel.add(model, cells));
            entry.getKey().pair().ifPresent(pair -> byPair.add(pair, cells));
            var said = votes.get(entry.getKey());
            if (said != null) {
                allVotes = allVotes.merge(said);
                entry.getKey().models().forEach(model -> votesByModel.merge(model, said, VoteTally::merge));
            }
        }
        return new JudgeTally(
                scale.judge,
                scale.mode,
                all.tallies().getOrDefault("", SliceTally.empty()),
                byModel.tallies(),
                byPair.tallies(),
                allVotes,
                votesByModel);
    }

    /** Tallies while they are added up: numbers in place, for slices are many. */
    private static final class CellSums<K> {
        private final Map<K, long[]> sums = new HashMap<>();

        void add(K key, long[] cells) {
            var sum = sums.computeIfAbsent(key, any -> new long[cells.length]);
            for (var cell = 0; cell < cells.length; cell++) {
                sum[cell] += cells[cell];
            }
        }

        SortedMap<K, SliceTally> tallies() {
            var tallies = new TreeMap<K, SliceTally>();
            sums.forEach((key, cells) -> tallies.put(key, SliceTally.of(cells)));
            return tallies;
        }
    }

    PairCounts pairCounts(Resolution resolution) {
        var counts = new TreeMap<ModelPair, WinTally>();
        byPair.forEach((pair, tally) -> counts.put(pair, tally.under(resolution).wins()));
        return new PairCounts(counts);
    }

    /** How each model fared against all others; comparisons of other than two models have no winner. */
    Map<String, WinTally> wins(Resolution resolution) {
        return winsOf(pairCounts(resolution));
    }

    static Map<String, WinTally> winsOf(PairCounts counts) {
        var wins = new HashMap<String, WinTally>();
        counts.pairs().forEach((pair, tally) -> {
            wins.merge(pair.lower(), tally, WinTally::merge);
            wins.merge(pair.higher(), tally.swapped(), WinTally::merge);
        });
        return wins;
    }
}
