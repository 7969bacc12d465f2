package io.judgefleet.aggregator.figures;

import io.judgefleet.aggregator.Counts;
import io.judgefleet.aggregator.CountsUnavailableException;
import io.judgefleet.aggregator.Window;
import io.judgefleet.schemas.Leaderboard;
import io.judgefleet.schemas.ModelMetrics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

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
        return tallies(query, now).stream()
                .map(tally -> JudgeReport.of(tally, query.scope(tally.judge(), tally.mode())))
                .toList();
    }

    /** One leaderboard for each judge and mode; those that never compared two models have none. */
    public List<Leaderboard> leaderboards(Query query, Instant now) {
        return tallies(query, now).stream()
                .filter(tally -> !tally.byPair().isEmpty())
                .map(tally -> boards.of(tally, query.scope(tally.judge(), tally.mode())))
                .toList();
    }

    /** How all figures stand. */
    Snapshot snapshot(Instant now) {
        var metrics = new ArrayList<ModelMetrics>();
        var leaderboards = new ArrayList<Leaderboard>();
        for (var window : Window.values()) {
            var query = Query.of(window);
            for (var judge : judges(query, now)) {
                metrics.add(judge.all());
                metrics.addAll(judge.models());
            }
            leaderboards.addAll(leaderboards(query, now));
        }
        return new Snapshot(counts.intake(), metrics, leaderboards);
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

    private List<JudgeTally> tallies(Query query, Instant now) {
        return JudgeTally.of(counts.slices(query.window(), now), query);
    }
}
