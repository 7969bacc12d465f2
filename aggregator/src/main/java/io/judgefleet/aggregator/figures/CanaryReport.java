package io.judgefleet.aggregator.figures;

import io.judgefleet.aggregator.Slice;
import io.judgefleet.aggregator.SliceTally;
import io.judgefleet.metrics.Absence;
import io.judgefleet.metrics.Figure;
import io.judgefleet.metrics.JudgingMode;
import io.judgefleet.metrics.Policy;
import io.judgefleet.metrics.drift.Detector;
import io.judgefleet.metrics.drift.ECusum;
import io.judgefleet.metrics.drift.PageHinkley;
import io.judgefleet.metrics.drift.ScoreHistogram;
import io.judgefleet.schemas.JudgeVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    /** A judge's scores vary by a step at least; less would make an alarm of any rounding. */
    private static final double LEAST_DEVIATION = 0.1;
    /** No first round is so long that it could tell a rarer event from one that never happens. */
    private static final double LEAST_SHARE = 0.005;

    /** What one judge said of all the comparisons once. */
    public record Round(String name, ScoreHistogram scores, SliceTally tally) {
        public Figure consistency() {
            return tally.swap().consistency(Policy.STRICT);
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

    /** One report for each judge, mode and data set that has canaries. */
    static List<CanaryReport> of(Map<Slice, ScoreHistogram> scores, Map<Slice, SliceTally> tallies) {
        var rounds = new TreeMap<Watch, TreeMap<String, Round>>(Watch.ORDER);
        scores.forEach((slice, histogram) -> slice.canaryRound()
                .ifPresent(name -> rounds.computeIfAbsent(Watch.of(slice), any -> new TreeMap<>())
                        .merge(
                                name,
                                new Round(name, histogram, tallies.getOrDefault(slice, SliceTally.empty())),
                                CanaryReport::merge)));
        return rounds.entrySet().stream()
                .map(entry -> of(entry.getKey(), List.copyOf(entry.getValue().values())))
                .collect(Collectors.toList());
    }

    private static Round merge(Round a, Round b) {
        return new Round(a.name(), a.scores().merge(b.scores()), a.tally().merge(b.tally()));
    }

    private static CanaryReport of(Watch watch, List<Round> rounds) {
        var first = rounds.getFirst();
        var last = rounds.getLast();
        var figures = new LinkedHashMap<String, Figure>();
        figures.put("canaryMeanScore", last.scores().mean());
        figures.put("canaryConsistency", last.consistency());
        if (rounds.size() > 1) {
            figures.put("canaryPsi", last.scores().stabilityIndex(first.scores()));
            figures.put("canaryDistance", last.scores().distance(first.scores()));
            figures.put("canaryDistanceTest", last.scores().distanceTest(first.scores()));
        } else {
            var counts = Map.of("n", 0L, "reference", first.scores().n());
            figures.put("canaryPsi", Figure.absent("B16.psi", Policy.STRICT, counts, Absence.NO_DATA));
        }
        return new CanaryReport(watch.judge, watch.mode, watch.dataset, rounds, figures, alarms(rounds));
    }

    private static Map<String, String> alarms(List<Round> rounds) {
        var alarms = new LinkedHashMap<String, String>();
        scoreAlarm(rounds).ifPresent(round -> alarms.put("page-hinkley-score", round));
        consistencyAlarm(rounds).ifPresent(round -> alarms.put("e-cusum-consistency", round));
        return alarms;
    }

    /** Each score of a round counts as the round's mean, for which of them came first says nothing. */
    private static Optional<String> scoreAlarm(List<Round> rounds) {
        var baseline = rounds.getFirst().scores().moments();
        if (baseline.n() < 2) {
            return Optional.empty();
        }
        var deviation = Math.max(LEAST_DEVIATION, baseline.deviation());
        Detector detector = PageHinkley.standard();
        for (var round : later(rounds)) {
            var moved = (round.scores().moments().mean() - baseline.mean()) / deviation;
            detector = fed(detector, moved, round.scores().n());
            if (detector.isAlarm()) {
                return Optional.of(round.name());
            }
        }
        return Optional.empty();
    }

    private static Optional<String> consistencyAlarm(List<Round> rounds) {
        var baseline = rounds.getFirst().consistency();
        if (baseline.value().isEmpty()) {
            return Optional.empty();
        }
        Detector detector = ECusum.standard(Math.clamp(baseline.value().getAsDouble(), LEAST_SHARE, 1 - LEAST_SHARE));
        for (var round : later(rounds)) {
            var figure = round.consistency();
            if (figure.value().isPresent()) {
                detector = fed(detector, figure.value().getAsDouble(), figure.n());
                if (detector.isAlarm()) {
                    return Optional.of(round.name());
                }
            }
        }
        return Optional.empty();
    }

    private static Detector fed(Detector detector, double observation, long times) {
        var next = detector;
        for (var left = times; left > 0; left--) {
            next = next.next(observation);
        }
        return next;
    }

    private static List<Round> later(List<Round> rounds) {
        return new ArrayList<>(rounds.subList(1, rounds.size()));
    }
}
