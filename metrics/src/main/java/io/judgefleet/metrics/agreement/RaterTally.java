package io.judgefleet.metrics.agreement;

import io.judgefleet.judgement.Policy;
import io.judgefleet.metrics.Absence;
import io.judgefleet.metrics.CountTable;
import io.judgefleet.metrics.Figure;
import io.judgefleet.metrics.Tally;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How several raters of the same items agree with one another (metrics definition B1). An item is a row of counts, one per
 * class; items with fewer than two ratings hold no pair and are left out.
 *
 * <p>The state is whole numbers: per number of ratings m, the ordered pairs of ratings of an item that fall into classes a
 * and b. A changed item is subtracted as it was and added as it is.
 */
public record RaterTally(int classes, SortedMap<Integer, CountTable> pairsByRatings) implements Tally<RaterTally> {
    public RaterTally {
        var copy = new TreeMap<>(pairsByRatings);
        copy.values().removeIf(table -> table.total() == 0);
        pairsByRatings = Collections.unmodifiableSortedMap(copy);
    }

    /** A tally of preferences, in the order of {@link AgreementTally#CLASSES}. */
    public static RaterTally ofPreferences() {
        return of(AgreementTally.CLASSES.length);
    }

    public static RaterTally of(int classes) {
        return new RaterTally(classes, new TreeMap<>());
    }

    public RaterTally plus(Votes item) {
        return plus(item.counts());
    }

    public RaterTally minus(Votes item) {
        return minus(item.counts());
    }

    /** Adds an item, a table of one row. */
    public RaterTally plus(CountTable item) {
        return merge(ofItem(item));
    }

    public RaterTally minus(CountTable item) {
        return without(ofItem(item));
    }

    @Override
    public RaterTally merge(RaterTally other) {
        var sum = new TreeMap<>(pairsByRatings);
        other.pairsByRatings.forEach((ratings, table) -> sum.merge(ratings, table, CountTable::merge));
        return new RaterTally(classes, sum);
    }

    @Override
    public RaterTally without(RaterTally other) {
        var rest = new TreeMap<>(pairsByRatings);
        other.pairsByRatings.forEach((ratings, table) -> rest.put(
                ratings,
                rest.getOrDefault(ratings, CountTable.zeros(classes, classes)).without(table)));
        return new RaterTally(classes, rest);
    }

    /** Share of unordered pairs of ratings of the same item that agree: the human-human baseline. */
    public Figure pairAgreement() {
        var pairs = allPairs();
        return Figure.share("B1.rater-agreement", Policy.STRICT, "agree", pairs.diagonal() / 2, pairs.total() / 2);
    }

    /** The same without pairs of which either is this class, such as ties in MT-Bench's setup 2. */
    public Figure pairAgreementWithout(int excluded) {
        var pairs = allPairs();
        var agree = pairs.diagonal() - pairs.cell(excluded, excluded);
        var n = pairs.total() - pairs.rowTotal(excluded) - pairs.columnTotal(excluded) + pairs.cell(excluded, excluded);
        return Figure.share("B1.rater-agreement-decided", Policy.STRICT, "agree", agree / 2, n / 2);
    }

    /**
     * Fleiss' kappa (1971) over the items with exactly this many ratings; its chance counts every rating of those items.
     */
    public Figure fleissKappa(int ratings) {
        var pairs = pairsByRatings.getOrDefault(ratings, CountTable.zeros(classes, classes));
        var total = pairs.total();
        var counts = Map.of("n", ratings < 2 ? 0 : total / ((long) ratings * (ratings - 1)));
        if (total == 0) {
            return Figure.absent("B1.fleiss-kappa", Policy.STRICT, counts, Absence.NO_DATA);
        }
        var expected = 0.0;
        for (var label = 0; label < classes; label++) {
            // Every rating stands in m - 1 ordered pairs, so that shares of pairs are shares of ratings.
            expected += Math.pow((double) pairs.rowTotal(label) / total, 2);
        }
        var observed = (double) pairs.diagonal() / total;
        return expected == 1
                ? Figure.absent("B1.fleiss-kappa", Policy.STRICT, counts, Absence.DEGENERATE_MARGINALS)
                : Figure.of("B1.fleiss-kappa", Policy.STRICT, counts, (observed - expected) / (1 - expected));
    }

    /** Krippendorff's alpha for nominal data, ratings missing or not (2011); {@code n} counts pairable ratings. */
    public Figure krippendorffAlpha() {
        var ratings = new long[classes];
        var disagreement = 0.0;
        for (var entry : pairsByRatings.entrySet()) {
            var others = entry.getKey() - 1;
            var pairs = entry.getValue();
            disagreement += (double) (pairs.total() - pairs.diagonal()) / others;
            for (var label = 0; label < classes; label++) {
                ratings[label] += pairs.rowTotal(label) / others;
            }
        }
        return alpha(ratings, disagreement);
    }

    private Figure alpha(long[] ratings, double disagreement) {
        var n = 0L;
        var squares = 0.0;
        for (var count : ratings) {
            n += count;
            squares += (double) count * count;
        }
        var counts = Map.of("n", n);
        if (n == 0) {
            return Figure.absent("B1.krippendorff-alpha", Policy.STRICT, counts, Absence.NO_DATA);
        }
        var expected = (double) n * n - squares;
        return expected == 0
                ? Figure.absent("B1.krippendorff-alpha", Policy.STRICT, counts, Absence.DEGENERATE_MARGINALS)
                : Figure.of("B1.krippendorff-alpha", Policy.STRICT, counts, 1 - (n - 1) * disagreement / expected);
    }

    private CountTable allPairs() {
        return pairsByRatings.values().stream().reduce(CountTable.zeros(classes, classes), CountTable::merge);
    }

    private RaterTally ofItem(CountTable item) {
        if (item.total() < 2) {
            return of(classes);
        }
        var ratings = Math.toIntExact(item.total());
        var pairs = CountTable.zeros(classes, classes);
        for (var a = 0; a < classes; a++) {
            for (var b = 0; b < classes; b++) {
                pairs = pairs.add(a, b, item.cell(0, a) * (item.cell(0, b) - (a == b ? 1 : 0)));
            }
        }
        return new RaterTally(classes, new TreeMap<>(Map.of(ratings, pairs)));
    }
}
