package io.judgefleet.aggregator.figures;

import io.judgefleet.aggregator.Counts;
import io.judgefleet.aggregator.CountsUnavailableException;
import io.judgefleet.aggregator.LookSums;
import io.judgefleet.aggregator.ReplicateSums;
import io.judgefleet.aggregator.Window;
import io.judgefleet.schemas.FigureScope;
import io.judgefleet.schemas.Leaderboard;
import io.judgefleet.schemas.ModelMetrics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Answers to queries, made from the counts as they are now and never on a stream thread.
 *
 * <p>Every method throws {@link CountsUnavailableException} where the counts do.
 */
public final class Reports {
    private final Counts counts;
    private final int replicates;
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

    /** One judge in one mode. */
    private record Judged(JudgeTally tally, JudgeReport report, Optional<Leaderboard> board) {}

    /** @param replicates of the bootstrap; 0 for none */
    public Reports(Counts counts, int replicates) {
        this.counts = counts;
        this.replicates = replicates;
    }

    /** Whether there is a bootstrap. */
    public boolean isResampling() {
        return replicates > 0;
    }

    /** One report for each judge and mode. */
    public List<JudgeReport> judges(Query query, Instant now, Extras extras) {
        return judged(query, now, extras).stream().map(Judged::report).toList();
    }

    /** One leaderboard for each judge and mode; those that never compared two models have none. */
    public List<Standings> standings(Query query, Instant now, Extras extras) {
        return judged(query, now, extras).stream()
                .flatMap(judge -> judge.board().stream())
                .map(board -> extras.controls() ? controlled(board, query, now) : new Standings(board, Map.of()))
                .toList();
    }

    /** One report for each judge, mode and data set that has canaries. */
    public List<CanaryReport> canaries(Instant now) {
        var scores = counts.canaries();
        return scores.isEmpty() ? List.of() : CanaryReport.of(scores, counts.slices(Window.ALL, now));
    }

    /** How all figures stand. */
    Snapshot snapshot(Instant now) {
        var canaries = canaries(now);
        var metrics = new ArrayList<ModelMetrics>();
        var leaderboards = new ArrayList<Leaderboard>();
        for (var window : Window.values()) {
            var query = Query.of(window);
            for (var judge : judged(query, now, new Extras(true, isResampling()))) {
                var all = judge.report().all();
                metrics.add(window == Window.ALL ? withCanaries(all, canaries) : all);
                metrics.addAll(judge.report().models());
                judge.board()
                        .ifPresent(board ->
                                leaderboards.add(controlled(board, query, now).board()));
            }
        }
        return new Snapshot(now, counts.intake(), metrics, leaderboards);
    }

    /** Whether the model took part in any comparison that was counted. */
    public boolean isKnown(String model, Instant now) {
        return counts.slices(Window.ALL, now).keySet().stream()
                .anyMatch(slice -> !slice.isExperiment() && slice.models().contains(model));
    }

    public Choices choices(Instant now) {
        return Choices.of(counts.slices(Window.ALL, now).keySet().stream()
                .filter(slice -> !slice.isExperiment())
                .toList());
    }

    private Standings controlled(Leaderboard board, Query query, Instant now) {
        var sums = new LookSums(query.resolution());
        counts.addLooks(sums, query.window(), now, slice -> query.selects(slice, board.scope()));
        var controls = Controls.of(sums);
        var rows = board.rows().stream()
                .map(row -> row.withControlled(controls.byModel().getOrDefault(row.model(), Map.of())))
                .toList();
        return new Standings(
                new Leaderboard(board.scope(), board.votes(), board.groups(), rows, board.matrix()), controls.pulls());
    }

    /** Of several data sets the canaries that moved most, so that a limit watches all of them. */
    private static ModelMetrics withCanaries(ModelMetrics judge, List<CanaryReport> canaries) {
        var figures = new LinkedHashMap<>(judge.figures());
        canaries.stream()
                .filter(report -> report.judge().equals(judge.scope().judge()))
                .filter(report -> report.mode() == judge.scope().mode())
                .max(Comparator.comparingDouble(
                        report -> Objects.requireNonNull(report.figures().get("canaryPsi"))
                                .value()
                                .orElse(-1)))
                .ifPresent(report -> figures.putAll(report.figures()));
        return new ModelMetrics(judge.scope(), judge.model(), judge.counts(), judge.passes(), figures);
    }

    private List<Judged> judged(Query query, Instant now, Extras extras) {
        return tallies(query, now).stream()
                .map(tally -> judged(tally, query.scope(tally.judge(), tally.mode())))
                .map(judge -> extras.bootstrap() ? resampled(judge, query, now) : judge)
                .toList();
    }

    private Judged judged(JudgeTally tally, FigureScope scope) {
        var board = tally.byPair().isEmpty() ? Optional.<Leaderboard>empty() : Optional.of(boards.of(tally, scope));
        return new Judged(tally, JudgeReport.of(tally, scope), board);
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
        return JudgeTally.of(counts.slices(query.window(), now), query);
    }
}
