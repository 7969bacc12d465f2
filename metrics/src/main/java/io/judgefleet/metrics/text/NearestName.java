package io.judgefleet.metrics.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The name that was probably meant where a person wrote one that does not exist. */
public final class NearestName {
    /** More are another name. */
    private static final int MOST_EDITS = 3;

    /**
     * The name that is fewest edits away, if they are few enough to be a slip: an edit inserts, deletes or replaces a character or
     * swaps two neighbours (Damerau 1964); case, hyphens, dots and underscores make no difference.
     */
    public static Optional<String> of(String written, Collection<String> names) {
        var plain = plain(written);
        int most = Math.min(MOST_EDITS, Math.max(1, plain.length() / 4));
        return names.stream()
                .map(name -> new Candidate(name, distance(plain, plain(name))))
                .filter(candidate -> candidate.distance() <= most)
                .min(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
                .map(Candidate::name);
    }

    /** How a message that refuses the name ends: {@code ; did you mean NAME?}, or nothing. */
    public static String hint(String written, Collection<String> names) {
        return of(written, names)
                .map(name -> "; did you mean %s?".formatted(name))
                .orElse("");
    }

    private record Candidate(String name, int distance) {}

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-._]", "");
    }

    /** How many edits lead from one text to the other (optimal string alignment). */
    public static int distance(String left, String right) {
        var distances = new int[left.length() + 1][right.length() + 1];
        for (int i = 0; i <= left.length(); i++) {
            for (int j = 0; j <= right.length(); j++) {
                distances[i][j] = i == 0 || j == 0 ? i + j : nearest(distances, left, right, i, j);
            }
        }
        return distances[left.length()][right.length()];
    }

    private static int nearest(int[][] distances, String left, String right, int i, int j) {
        boolean isSame = left.charAt(i - 1) == right.charAt(j - 1);
        int best = Math.min(
                distances[i - 1][j - 1] + (isSame ? 0 : 1), 1 + Math.min(distances[i - 1][j], distances[i][j - 1]));
        boolean isSwapped = i > 1
                && j > 1
                && left.charAt(i - 1) == right.charAt(j - 2)
                && left.charAt(i - 2) == right.charAt(j - 1);
        return isSwapped ? Math.min(best, distances[i - 2][j - 2] + 1) : best;
    }

    private NearestName() {}
}
