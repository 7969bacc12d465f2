package io.judgefleet.judgelm.training;

import io.judgefleet.judgelm.prompt.LengthPolicy;
import io.judgefleet.judgelm.training.data.Augmentation;
import io.judgefleet.judgement.Require;
import java.util.List;

/** Everything that decides what a run learns: the same plan gives the same weights on the same machine. */
public record TrainingPlan(
        Source source,
        Data data,
        Augmentation augmentation,
        Schedule schedule,
        AdamW optimizer,
        StepSettings step,
        Rhythm rhythm) {

    /** The model to start from. */
    public record Source(String base, String digest) {}

    /**
     * What is learned from.
     *
     * @param heldOut the share of the questions that is only examined on
     * @param mostTokens the longest prompt with its judgement
     * @param promptWeight how much a prompt's tokens count beside a judgement's; JudgeLM's recipe has 0
     */
    public record Data(
            List<String> files,
            double heldOut,
            boolean emptyAnswers,
            int mostTokens,
            LengthPolicy overlong,
            double promptWeight) {
        public Data {
            files = List.copyOf(files);
            Require.within(0, 1, heldOut, "held-out share");
            Require.within(0, 1, promptWeight, "prompt weight");
        }
    }

    /**
     * What happens when; 0 is never.
     *
     * @param portionTokens how many tokens go through the model at once; the portions of a step share one update
     * @param examinedExamples on how many held-out examples at most the judge is examined during the run
     */
    public record Rhythm(int portionTokens, int evaluateEvery, int examinedExamples, int saveEvery) {
        public Rhythm {
            if (portionTokens < 1) {
                throw new IllegalArgumentException(
                        "expected portions of at least one token, found %d".formatted(portionTokens));
            }
        }
    }
}
