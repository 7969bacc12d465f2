package io.judgefleet.aggregator.figures;

import io.judgefleet.aggregator.Counts;
import io.judgefleet.aggregator.CountsUnavailableException;
import io.judgefleet.aggregator.LookSums;
import io.judgefleet.aggregator.Window;
import io.judgefleet.schemas.Leaderboard;
import io.judgefleet.schemas.ModelMetrics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Answers to queries, made from the counts as they are now and never on a stream thread.
 *
 * <p>Every method throws {@link CountsUnavailableException} where the counts do.
 */
public final class Reports {
    private final Counts counts;
    private final Boards boards = new Boards();

    public Reports(Counts counts) {
        this.counts = counts;
    }

    /** One report for each judge and mode. */
    public List<JudgeReport> judges(Query query, Instant now) {
        return judges(tallies(query, now), query);
    }

    /** One leaderboard for each judge and mode; those that never compared two models have none. */
    public List<Leaderboard> leaderboards(Query query, Instant now) {
        return leaderboards(tallies(query, now), query);
    }

    /** One leaderboard for each judge and mode, with columns in which length or style is held fixed. */
    public List<Standings> controlledLeaderboards(Query query, Instant now) {
        return leaderboards(query, now).stream()
                .map(board -> controlled(board, query, now))
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
            var tallies = tallies(query, now);
            for (var judge : judges(tallies, query)) {
                metrics.add(window == Window.ALL ? withCanaries(judge.all(), canaries) : judge.all());
                metrics.addAll(judge.models());
            }
            leaderboards.addAll(leaderboards(tallies, query));
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
        counts.addLooks(
                sums,
                query.window(),
                now,
                slice -> query.selects(slice)
                        && slice.judge().equals(board.scope().judge())
                        && slice.mode() == board.scope().mode());
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

    private static List<JudgeReport> judges(List<JudgeTally> tallies, Query query) {
        return tallies.stream()
                .map(tally -> JudgeReport.of(tally, query.scope(tally.judge(), tally.mode())))
                .toList();
    }

    private List<Leaderboard> leaderboards(List<JudgeTally> tallies, Query query) {
        return tallies.stream()
                .filter(tally -> !tally.byPair().isEmpty())
                .map(tally -> boards.of(tally, query.scope(tally.judge(), tally.mode())))
                .toList();
    }

    private List<JudgeTally> tallies(Query query, Instant now) {
        return JudgeTally.of(counts.slices(query.window(), now), query);
    }
}
