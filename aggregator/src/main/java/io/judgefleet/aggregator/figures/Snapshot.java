package io.judgefleet.aggregator.figures;

import io.judgefleet.aggregator.slice.IntakeTally;
import io.judgefleet.schemas.figures.Leaderboard;
import io.judgefleet.schemas.figures.ModelMetrics;
import java.time.Instant;
import java.util.List;

/** All figures of all windows, read by the defaults. */
public record Snapshot(Instant at, IntakeTally intake, List<ModelMetrics> metrics, List<Leaderboard> leaderboards) {
    public Snapshot {
        metrics = List.copyOf(metrics);
        leaderboards = List.copyOf(leaderboards);
    }
}
