package io.judgefleet.aggregator.figures;

import io.judgefleet.aggregator.counts.Window;
import io.judgefleet.aggregator.slice.Slice;
import io.judgefleet.aggregator.slice.SliceTally;
import io.judgefleet.judgement.JudgingMode;
import io.judgefleet.judgement.PassState;
import io.judgefleet.judgement.Policy;
import io.judgefleet.metrics.Figure;
import io.judgefleet.metrics.drift.ScoreHistogram;
import io.judgefleet.schemas.JudgeVersion;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How a judge's verdicts on comparisons that never change have moved since the first round that is remembered: what moves here is
 * the judge, for the models' answers are the same.
 *
 * @param rounds by name, which is their time
 * @param figures of the last round against the first
 * @param alarms of the detectors that have gone off: the round in which each did
 */
public record CanaryReport(
        JudgeVersion judge,
        JudgingMode mode,
        String dataset,
        List<Round> rounds,
        Map<String, Figure> figures,
        Map<String, String> alarms) {
    /** What one judge said of all the comparisons once. */
    public record Round(String name, ScoreHistogram scores, SliceTally tally) {
        public Figure consistency() {
            return tally.swap().consistency(Policy.STRICT);
        }

        public Figure parseRate() {
            return tally.swap().passes().parseRate();
        }

        /** Whether the scores of all its passes are remembered: of one that is being forgotten some are not. */
        boolean isWhole(JudgingMode mode) {
            var passes = tally.swap().passes();
            var scored = passes.count(PassState.SCORED) + passes.count(PassState.TRUNCATED);
            return scores.n() > 0 && scores.n() >= scored * (mode.pinsFirstScore() ? 1 : 2);
        }
    }

    /** Whose rounds are compared with each other. */
    private record Watch(JudgeVersion judge, JudgingMode mode, String dataset) {
        static final Comparator<Watch> ORDER = Comparator.comparing((Watch watch) -> watch.judge.name())
                .thenComparing(watch -> watch.judge.fingerprint())
                .thenComparing(Watch::mode)
                .thenComparing(Watch::dataset);

        static Watch of(Slice slice) {
            return new Watch(slice.judge(), slice.mode(), slice.dataset());
        }
    }

    /** One report for each judge, mode and data set that has canaries, whatever came of them. */
    static List<CanaryReport> of(Map<Slice, ScoreHistogram> scores, Map<Slice, SliceTally> tallies) {
        var rounds = new TreeMap<Watch, TreeMap<String, Round>>(Watch.ORDER);
        tallies.forEach((slice, tally) -> slice.canaryRound()
                .ifPresent(name -> rounds.computeIfAbsent(Watch.of(slice), any -> new TreeMap<>())
                        .merge(
                                name,
                                new Round(name, scores.getOrDefault(slice, ScoreHistogram.empty()), tally),
                                CanaryReport::merge)));
        return rounds.entrySet().stream()
                .map(entry -> of(
                        entry.getKey(),
                        remembered(
                                entry.getKey().mode(),
                                List.copyOf(entry.getValue().values()))))
                .collect(Collectors.toList());
    }

    private static Round merge(Round a, Round b) {
        return new Round(a.name(), a.scores().merge(b.scores()), a.tally().merge(b.tally()));
    }

    /** From the first round of which there are all scores: of those before it ledgers remember few, or nothing but the counts. */
    private static List<Round> remembered(JudgingMode mode, List<Round> rounds) {
        var kept = rounds.stream().dropWhile(round -> !round.isWhole(mode)).toList();
        return kept.isEmpty() ? rounds : kept;
    }

    private static CanaryReport of(Watch watch, List<Round> rounds) {
        var alarms = new LinkedHashMap<String, String>();
        for (var detector : CanaryDetector.values()) {
            detector.over(rounds).alarmedIn().ifPresent(round -> alarms.put(detector.alarmName(), round));
        }
        var figures = WatchFigures.OF_CANARIES.figures(Query.of(Window.ALL).scope(watch.judge, watch.mode), rounds);
        return new CanaryReport(watch.judge, watch.mode, watch.dataset, rounds, figures, alarms);
    }
}
