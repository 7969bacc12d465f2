package io.judgefleet.metrics.rating;

import io.judgefleet.judgement.Policy;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Wins and ties between numbered models, as dense tables for the solvers. */
record Contests(List<String> models, double[][] wins, double[][] ties) {
    static Contests of(PairCounts counts, List<String> models, Policy policy) {
        var wins = new double[models.size()][models.size()];
        var ties = new double[models.size()][models.size()];
        Map<String, Integer> places = new HashMap<>();
        models.forEach(model -> places.put(model, places.size()));
        counts.pairs().forEach((pair, tally) -> {
            var i = places.get(pair.lower());
            var j = places.get(pair.higher());
            if (i != null && j != null) {
                wins[i][j] = tally.wins(policy);
                wins[j][i] = tally.losses(policy);
                ties[i][j] = tally.ties(policy);
                ties[j][i] = ties[i][j];
            }
        });
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

    double total() {
        var sum = 0.0;
        for (var i = 0; i < size(); i++) {
            sum += count(i) / 2;
        }
        return sum;
    }

    double allTies() {
        var sum = 0.0;
        for (var row : ties) {
            sum += Arrays.stream(row).sum() / 2;
        }
        return sum;
    }
}
