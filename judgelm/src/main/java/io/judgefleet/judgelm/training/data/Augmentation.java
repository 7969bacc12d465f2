package io.judgefleet.judgelm.training.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.judgefleet.judgelm.prompt.JudgeTask;
import io.judgefleet.judgement.JudgingMode;
import io.judgefleet.judgement.Require;
import java.util.List;
import java.util.SplittableRandom;

/**
 * JudgeLM's three steps, as chances: swap the answers; show the reference (reference support); leave it out after all (reference
 * drop). An example's fate in an epoch depends on the seed, its id and the epoch alone, and no example is ever changed.
 *
 * @param support the share of examples that are given their reference, of those that have one
 * @param drop the share of those that then lose it
 */
public record Augmentation(double swap, double support, double drop, long seed) {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    public Augmentation {
        Require.within(0, 1, swap, "swap ratio");
        Require.within(0, 1, support, "reference support ratio");
        Require.within(0, 1, drop, "reference drop ratio");
    }

    /** A prompt's contents and the judgement that should follow. */
    public record Lesson(JudgeTask task, TeacherJudgement judgement) {}

    /** What is learned from an example in an epoch. */
    public Lesson apply(TrainingExample example, long epoch) {
        var random = new SplittableRandom(hash(example.id(), epoch));
        // All three are drawn, so that one ratio does not change what another decides.
        boolean swapped = random.nextDouble() < swap;
        boolean supported = random.nextDouble() < support;
        boolean dropped = random.nextDouble() < drop;
        var shown = supported && !dropped ? example : example.withoutReference();
        return lesson(swapped ? shown.swapped() : shown);
    }

    /** An example as it stands, with its reference if it has one. */
    public static Lesson lesson(TrainingExample example) {
        var task = new JudgeTask(
                JudgingMode.PAIR,
                example.question(),
                List.of(example.firstAnswer(), example.secondAnswer()),
                example.referenced().map(TrainingExample.Referenced::reference));
        var judgement =
                example.referenced().map(TrainingExample.Referenced::judgement).orElse(example.judgement());
        return new Lesson(task, judgement);
    }

    private long hash(String id, long epoch) {
        long hash = FNV_OFFSET ^ seed;
        for (var letter : (epoch + " " + id).getBytes(UTF_8)) {
            hash = (hash ^ letter) * FNV_PRIME;
        }
        return hash;
    }
}
