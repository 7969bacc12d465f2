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
}
