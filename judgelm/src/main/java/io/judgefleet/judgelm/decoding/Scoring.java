package io.judgefleet.judgelm.decoding;

import io.judgefleet.judgement.ScoreDistribution;
import java.util.List;
import java.util.Optional;

/**
 * What a model's logits say of the scores that a prompt asks for.
 *
 * @param likeliest the scores of the constrained argmax
 * @param expected the mean of each score
 * @param distribution what is known of two scores together, where there are two
 */
public record Scoring(List<Double> likeliest, List<Double> expected, Optional<ScoreDistribution> distribution) {
    public Scoring {
        likeliest = List.copyOf(likeliest);
        expected = List.copyOf(expected);
    }
}
