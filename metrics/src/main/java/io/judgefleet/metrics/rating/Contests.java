package io.judgefleet.metrics.rating;

import io.judgefleet.metrics.Policy;
import java.util.List;

/** Wins and ties between numbered models, as dense tables for the solvers. */
record Contests(List<String> models, double[][] wins, double[][] ties) {
    static Contests of(PairCounts counts, List<String> models, Policy policy) {
        var wins = new double[models.size()][models.size()];
        var ties = new double[models.size()][models.size()];
        for (var i = 0; i < models.size(); i++) {
            for (var j = i + 1; j < models.size(); j++) {
                var tally = counts.between(models.get(i), models.get(j));
                wins[i][j] = tally.wins(policy);
                wins[j][i] = tally.losses(policy);
                ties[i][j] = tally.ties(policy);
                ties[j][i] = ties[i][j];
            }
        }
        return new Contests(List.copyOf(models), wins, ties);
    }

    /** The contests among these models alone. */
    Contests among(List<Integer> members) {
        var size = members.size();
        var someWins = new double[size][size];
        var someTies = new double[size][size];
        for (var i = 0; i < size; i++) {
            for (var j = 0; j < size; j++) {
                someWins[i][j] = wins[members.get(i)][members.get(j)];
                someTies[i][j] = ties[members.get(i)][members.get(j)];
            }
        }
        return new Contests(members.stream().map(models::get).toList(), someWins, someTies);
    }

    int size() {
        return models.size();
    }

    /** Whether i has at least half a point against j. */
    boolean scored(int i, int j) {
        return wins[i][j] + ties[i][j] > 0;
    }

    double count(int i, int j) {
        return wins[i][j] + wins[j][i] + ties[i][j];
    }

    /** The points of i against j, a tie half a point. */
    double points(int i, int j) {
        return wins[i][j] + ties[i][j] / 2;
    }

    double count(int i) {
        var sum = 0.0;
        for (var j = 0; j < size(); j++) {
            sum += count(i, j);
        }
        return sum;
    }
}
