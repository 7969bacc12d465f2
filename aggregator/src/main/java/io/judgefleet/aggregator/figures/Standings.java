package io.judgefleet.aggregator.figures;

import io.judgefleet.metrics.Figure;
import io.judgefleet.schemas.figures.Leaderboard;
import java.util.Map;

/**
 * A leaderboard and what its controls say of the judge.
 *
 * @param pulls of styles, by name; empty where no control was asked for
 */
public record Standings(Leaderboard board, Map<String, Figure> pulls) {}
