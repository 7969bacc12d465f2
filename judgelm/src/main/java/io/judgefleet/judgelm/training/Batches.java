package io.judgefleet.judgelm.training;

import io.judgefleet.judgelm.training.data.Augmentation;
import io.judgefleet.judgelm.training.data.Augmentation.Lesson;
import io.judgefleet.judgelm.training.data.TrainingExample;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The lessons of each step: every example once in each epoch, in an order that depends on the seed and the epoch alone. */
final class Batches {
    private final List<TrainingExample> examples;
    private final Augmentation augmentation;
    private final int samplesPerStep;
    private long shuffledEpoch = -1;
    private int[] order = {};

    Batches(List<TrainingExample> examples, Augmentation augmentation, int samplesPerStep) {
        if (examples.isEmpty()) {
            throw new IllegalArgumentException("expected at least one training example, found none");
        }
        this.examples = examples;
        this.augmentation = augmentation;
        this.samplesPerStep = samplesPerStep;
    }

    /** The lessons of a step; steps count from 1. */
    List<Lesson> of(int step) {
        var lessons = new ArrayList<Lesson>(samplesPerStep);
        long first = (step - 1L) * samplesPerStep;
        for (long place = first; place < first + samplesPerStep; place++) {
            long epoch = place / examples.size();
            var example = examples.get(order(epoch)[Math.toIntExact(place % examples.size())]);
            lessons.add(augmentation.apply(example, epoch));
        }
        return lessons;
    }

    private int[] order(long epoch) {
        if (epoch != shuffledEpoch) {
            order = shuffled(epoch);
            shuffledEpoch = epoch;
        }
        return order;
    }

    /** Fisher and Yates. */
    private int[] shuffled(long epoch) {
        var random = new SplittableRandom(augmentation.seed() * 31 + epoch);
        var places = new int[examples.size()];
        for (int i = 0; i < places.length; i++) {
            int other = random.nextInt(i + 1);
            places[i] = places[other];
            places[other] = i;
        }
        return places;
    }
}
