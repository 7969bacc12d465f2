package io.judgefleet.faults.load;

import io.judgefleet.comparisons.Answer;
import io.judgefleet.comparisons.Comparison;
import io.judgefleet.comparisons.ComparisonId;
import io.judgefleet.comparisons.Question;
import io.judgefleet.judgement.JudgingMode;
import io.judgefleet.schemas.JudgeRequest;
import io.judgefleet.schemas.Lane;
import io.judgefleet.schemas.Routing;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The requests of a run: the one with a number is a function of the seed and the number.
 *
 * <p>One in four goes to the bulk lane; some come a second time, as from somebody who submits a file again; some name
 * a judge profile that nobody serves.
 */
public record Requests(long seed) {
    public static final String PROFILE = "judgelm";
    public static final String OTHER_PROFILE = "somebody-elses";

    private static final int MODELS = 5;
    private static final int BULK = 4;
    private static final int AGAIN = 97;
    private static final int OTHER = 89;

    public JudgeRequest request(long number) {
        long source = number % AGAIN == 0 && number >= AGAIN ? number - AGAIN / 2 : number;
        return fresh(source, "Answer %d of run %d: %s".formatted(source, seed, "so it is, ".repeat((int)
                                (source % 13))));
    }

    /** A request whose question holds a word that a scripted judge obeys. */
    public JudgeRequest special(long number, String word) {
        return request("special-" + seed + "-" + word, number, "The second answer.", PROFILE);
    }

    private JudgeRequest fresh(long number, String answer) {
        return request("faults-" + seed, number, answer, number % OTHER == 0 ? OTHER_PROFILE : PROFILE);
    }

    private static JudgeRequest request(String dataset, long number, String answer, String profile) {
        long first = number % MODELS;
        long second = (first + 1 + number / MODELS % (MODELS - 1)) % MODELS;
        var comparison = new Comparison(
                ComparisonId.of(dataset, Long.toString(number)),
                new Question(
                        dataset + "-q" + number % 1009,
                        "Question %d of %s".formatted(number % 1009, dataset),
                        List.of()),
                List.of(new Answer("model-" + first, "The first answer."), new Answer("model-" + second, answer)),
                Optional.empty(),
                Optional.of(dataset),
                Optional.empty());
        var lane = number % BULK == 0 ? Lane.BULK : Lane.LIVE;
        return JudgeRequest.of(
                comparison,
                profile,
                JudgingMode.PAIR,
                new Routing(Optional.empty(), lane, Instant.now(), Optional.empty()));
    }
}
