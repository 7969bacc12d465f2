package io.judgefleet.metrics.rating;

import java.util.Comparator;
import java.util.List;

/**
 * Models that can be compared with one another: ratings of different groups have no common scale.
 *
 * @param ratings best first; a model on its own has the centre's rating and says nothing
 */
public record RatingGroup(List<ModelRating> ratings) {
    public RatingGroup {
        ratings = ratings.stream()
                .sorted(Comparator.comparingDouble(ModelRating::strength)
                        .reversed()
                        .thenComparing(ModelRating::model))
                .toList();
    }

    /** 1 + the models whose interval lies wholly above this one's: the best rank that the data allow. */
    public int rankByUpperBound(ModelRating rating) {
        return 1
                + (int) ratings.stream()
                        .filter(other ->
                                other.interval().low() > rating.interval().high())
                        .count();
    }

    /** The models whose interval does not lie wholly below this one's: the worst rank that the data allow. */
    public int rankByLowerBound(ModelRating rating) {
        return (int) ratings.stream()
                .filter(other -> other.interval().high() >= rating.interval().low())
                .count();
    }
}
