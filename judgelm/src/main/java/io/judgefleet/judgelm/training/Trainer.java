package io.judgefleet.judgelm.training;

import io.judgefleet.judgelm.training.StepReport.Volume;
import io.judgefleet.judgelm.training.data.Augmentation.Lesson;
import io.judgefleet.judgelm.training.data.PackedSamples;
import io.judgefleet.judgelm.training.data.Sample;
import io.judgefleet.judgelm.training.data.SampleEncoder;
import io.judgefleet.judgelm.training.data.TrainingExample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Makes the steps of a run, from wherever its last saved state is. */
final class Trainer {
    private final TrainingPlan plan;
    private final Batches batches;
    private final SampleEncoder encoder;
    private final RunFolder run;

    /** Is told of each step, and may examine the model that it leaves. */
    @FunctionalInterface
    interface Observer {
        StepReport after(StepReport report, TrainingProgram program) throws IOException;
    }

    Trainer(TrainingPlan plan, List<TrainingExample> examples, SampleEncoder encoder, RunFolder run) {
        this.plan = plan;
        this.batches =
                new Batches(examples, plan.augmentation(), plan.schedule().samplesPerStep());
        this.encoder = encoder;
        this.run = run;
    }

    /**
     * Trains to the end of the plan; answers the trained weights.
     *
     * @throws TrainingEndedException if it was told to end before; the state after the last step is saved
     */
    Weights train(Weights start, Observer observer, BooleanSupplier goesOn) throws IOException {
        var saved = run.states().latest();
        int stepsMade = saved.map(TrainingState::step).orElse(0);
        run.keepReports(stepsMade);
        try (var program = TrainingProgram.start(start, plan.step(), stepsMade)) {
            saved.ifPresent(state -> state.restore(program));
            for (int step = stepsMade + 1; step <= plan.schedule().steps(); step++) {
                run.report(observer.after(make(step, program), program));
                boolean hasEnded =
                        !goesOn.getAsBoolean() && step < plan.schedule().steps();
                if (hasEnded || isDue(step, plan.rhythm().saveEvery())) {
                    run.states().save(TrainingState.of(program, step));
                }
                if (hasEnded) {
                    throw new TrainingEndedException(step);
                }
            }
            return program.weights();
        }
    }

    /** Whether something that happens every so many steps, and at the end, is due. */
    boolean isDue(int step, int every) {
        return every > 0 && (step % every == 0 || step == plan.schedule().steps());
    }

    private StepReport make(int step, TrainingProgram program) {
        long begin = System.nanoTime();
        var lessons = batches.of(step);
        var samples =
                lessons.stream().map(this::encode).flatMap(Optional::stream).toList();
        var portions = portions(samples).stream()
                .map(portion -> PackedSamples.of(portion, plan.data().promptWeight()))
                .toList();
        var weight = portions.stream().mapToDouble(PackedSamples::totalWeight).sum();
        double loss = 0;
        for (var portion : portions) {
            loss += program.accumulate(portion, 1 / weight);
        }
        double rate = plan.schedule().rate(step);
        double norm = portions.isEmpty() ? 0 : program.update(plan.optimizer(), rate);
        if (!Double.isFinite(norm) || !Double.isFinite(loss)) {
            throw new IllegalStateException(
                    "expected a finite loss and gradient, found %s and %s at step %d".formatted(loss, norm, step));
        }
        return new StepReport(
                step,
                portions.isEmpty() ? 0 : loss / weight,
                rate,
                norm,
                volume(lessons.size(), samples),
                (System.nanoTime() - begin) / 1e9,
                Optional.empty());
    }

    private Optional<Sample> encode(Lesson lesson) {
        return encoder.encode(lesson);
    }

    private List<List<Sample>> portions(List<Sample> samples) {
        var portions = new ArrayList<List<Sample>>();
        int room = 0;
        for (var sample : samples) {
            if (portions.isEmpty() || sample.readTokens() > room) {
                portions.add(new ArrayList<>());
                room = plan.rhythm().portionTokens();
            }
            portions.getLast().add(sample);
            room -= sample.readTokens();
        }
        return portions;
    }

    private static Volume volume(int lessons, List<Sample> samples) {
        return new Volume(
                samples.size(),
                lessons - samples.size(),
                samples.stream().mapToInt(Sample::readTokens).sum(),
                samples.stream().mapToInt(Sample::judgementTokens).sum());
    }
}
