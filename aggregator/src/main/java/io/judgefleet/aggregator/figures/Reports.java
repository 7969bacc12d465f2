package io.judgefleet.aggregator.figures;

import io.judgefleet.aggregator.counts.Counts;
import io.judgefleet.aggregator.counts.CountsUnavailableException;
import io.judgefleet.aggregator.counts.Window;
import io.judgefleet.aggregator.slice.CovariateSums;
import io.judgefleet.aggregator.slice.ReplicateSums;
import io.judgefleet.aggregator.slice.Slice;
import io.judgefleet.aggregator.slice.SliceTally;
import io.judgefleet.aggregator.slice.VoteTally;
import io.judgefleet.metrics.Figure;
import io.judgefleet.schemas.figures.FigureScope;
import io.judgefleet.schemas.figures.Leaderboard;
import io.judgefleet.schemas.figures.ModelMetrics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Answers to queries, made from the counts as they are now and never on a stream thread.
 *
 * <p>Every method throws {@link CountsUnavailableException} where the counts do.
 */
public final class Reports {
    private final Counts counts;
    private final int replicates;
    private final boolean publishesControls;
    private final Boards boards = new Boards();

    /**
     * What costs too much to be made unasked.
     *
     * @param controls columns in which length or style is held fixed
     * @param bootstrap intervals that respect questions; only where {@link Reports#isResampling}
     */
    public record Extras(boolean controls, boolean bootstrap) {
        public static final Extras NONE = new Extras(false, false);
    }

    /**
     * One judge in one mode.
     *
     * @param board empty also where nobody asked for it
     */
    private record Judged(JudgeTally tally, JudgeReport report, Optional<Leaderboard> board) {}

    /**
     * Reports of what these counts have.
     *
     * @param replicates of the bootstrap; 0 for none
     * @param publishesControls whether what is published has {@link Extras#controls}
     */
    public Reports(Counts counts, int replicates, boolean publishesControls) {
        this.counts = counts;
        this.replicates = replicates;
        this.publishesControls = publishesControls;
    }

    /** Whether there is a bootstrap. */
    public boolean isResampling() {
        return replicates > 0;
    }

    /** One report for each judge and mode. */
    public List<JudgeReport> judges(Query query, Instant now, Extras extras) {
        return judged(query, now, extras.bootstrap(), extras.bootstrap()).stream()
                .map(Judged::report)
                .toList();
    }

    /** One leaderboard for each judge and mode; those that never compared two models have none. */
    public List<Standings> standings(Query query, Instant now, Extras extras) {
        return judged(query, now, true, extras.bootstrap()).stream()
                .flatMap(judge -> judge.board().stream())
                .map(board -> standings(board, query, now, extras.controls()))
                .toList();
    }

    /** One report for each judge, mode and data set that has canaries. */
    public List<CanaryReport> canaries(Instant now) {
        return CanaryReport.of(counts.canaries(), counts.slices(Window.ALL, now));
    }

    /** What judges said who were asked to repeat themselves. */
    public List<RepetitionReport> repetitions() {
        return RepetitionReport.of(counts.repetitions());
    }

    /** The names that limits can be set to. */
    public static Set<String> namesOfJudges() {
        return FigureCatalogue.ofJudges().stream()
                .map(FigureDefinition::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** How all figures stand. */
    Snapshot snapshot(Instant now) {
        var canaries = canaries(now);
        var metrics = new ArrayList<ModelMetrics>();
        var leaderboards = new ArrayList<Leaderboard>();
        for (var window : Window.values()) {
            var query = Query.of(window);
            var judged = judged(query, now, true, isResampling());
            if (window == Window.ALL) {
                metrics.addAll(ofCanariesAlone(judged, canaries, query));
            }
            for (var judge : judged) {
                var all = judge.report().all();
                metrics.add(window == Window.ALL ? withCanaries(all, canaries) : all);
                metrics.addAll(judge.report().models());
                judge.board()
                        .ifPresent(board -> leaderboards.add(
                                standings(board, query, now, publishesControls).board()));
            }
        }
        return new Snapshot(now, counts.intake(), metrics, leaderboards);
    }

    /** Whether the model took part in any comparison that was counted. */
    public boolean isKnown(String model, Instant now) {
        return counts.slices(Window.ALL, now).keySet().stream()
                .anyMatch(slice -> slice.isMain() && slice.models().contains(model));
    }

    public Choices choices(Instant now) {
        return Choices.of(counts.slices(Window.ALL, now).keySet().stream()
                .filter(Slice::isMain)
                .toList());
    }

    private Standings standings(Leaderboard board, Query query, Instant now, boolean isControlled) {
        return isControlled ? controlled(board, query, now) : new Standings(board, Map.of());
    }

    private Standings controlled(Leaderboard board, Query query, Instant now) {
        var sums = new CovariateSums(query.resolution());
        counts.addLooks(sums, query.window(), now, slice -> query.selects(slice, board.scope()));
        var controls = Controls.of(sums, board.scope());
        var rows = board.rows().stream()
                .map(row -> row.withMoreColumns(controls.byModel().getOrDefault(row.model(), Map.of())))
                .toList();
        return new Standings(
                new Leaderboard(board.scope(), board.votes(), board.groups(), rows, board.matrix()), controls.pulls());
    }

    /** Judges and modes that have no other traffic, so that limits watch them too. */
    private static List<ModelMetrics> ofCanariesAlone(List<Judged> judged, List<CanaryReport> canaries, Query query) {
        var known = judged.stream().map(judge -> judge.report().scope()).collect(Collectors.toSet());
        return canaries.stream()
                .map(report -> query.scope(report.judge(), report.mode()))
                .distinct()
                .filter(scope -> !known.contains(scope))
                .map(scope -> withCanaries(JudgeReport.ofJudge(scope, SliceTally.empty(), VoteTally.empty()), canaries))
                .toList();
    }

    /** Of several data sets the canaries that moved most, and of each detector the one that saw most. */
    private static ModelMetrics withCanaries(ModelMetrics judge, List<CanaryReport> canaries) {
        var own = canaries.stream()
                .filter(report -> report.judge().equals(judge.scope().judge()))
                .filter(report -> report.mode() == judge.scope().mode())
                .toList();
        var figures = new LinkedHashMap<>(judge.figures());
        most("canaryPsi", own).ifPresent(report -> figures.putAll(report.figures()));
        for (var detector : CanaryDetector.values()) {
            var name = detector.figureName();
            most(name, own).ifPresent(report -> figures.put(name, figure(name, report)));
        }
        return judge.withFigures(figures);
    }

    private static Optional<CanaryReport> most(String name, List<CanaryReport> reports) {
        return reports.stream()
                .max(Comparator.comparingDouble(
                        report -> figure(name, report).value().orElse(Double.NEGATIVE_INFINITY)));
    }

    private static Figure figure(String name, CanaryReport report) {
        return Objects.requireNonNull(report.figures().get(name));
    }

    /** @param isRanked whether leaderboards are wanted, as a bootstrap does: whose ratings have one scale stands there */
    private List<Judged> judged(Query query, Instant now, boolean isRanked, boolean isResampled) {
        return tallies(query, now).stream()
                .map(tally -> judged(tally, query.scope(tally.judge(), tally.mode()), isRanked))
                .map(judge -> isResampled ? resampled(judge, query, now) : judge)
                .toList();
    }

    private Judged judged(JudgeTally tally, FigureScope scope, boolean isRanked) {
        var report = JudgeReport.of(tally, scope);
        var hasBoard = isRanked && !tally.byPair().isEmpty();
        return new Judged(tally, report, hasBoard ? Optional.of(boards.of(tally, report)) : Optional.empty());
    }

    private Judged resampled(Judged judge, Query query, Instant now) {
        var sums = new ReplicateSums(replicates, query.resolution());
        counts.addReplicates(
                sums,
                query.window(),
                now,
                slice -> query.selects(slice, judge.report().scope()));
        var resampling = new Resampling(sums, query.policy(), judge.board());
        var report = resampling.report(judge.report(), judge.tally());
        return new Judged(
                judge.tally(), report, judge.board().map(board -> resampling.board(board, report, judge.tally())));
    }

    private List<JudgeTally> tallies(Query query, Instant now) {
        return JudgeTally.of(counts.slices(query.window(), now), counts.votes(query.window(), now), query);
    }
}
