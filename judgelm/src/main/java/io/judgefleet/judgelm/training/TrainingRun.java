package io.judgefleet.judgelm.training;

import io.judgefleet.judgelm.JudgeSettings;
import io.judgefleet.judgelm.LlamaJudge;
import io.judgefleet.judgelm.checkpoint.Checkpoint;
import io.judgefleet.judgelm.checkpoint.files.DType;
import io.judgefleet.judgelm.prompt.LengthPolicy;
import io.judgefleet.judgelm.tokenizer.Tokenizer;
import io.judgefleet.judgelm.training.Examination.Item;
import io.judgefleet.judgelm.training.ModelCard.Origin;
import io.judgefleet.judgelm.training.data.Augmentation;
import io.judgefleet.judgelm.training.data.SampleEncoder;
import io.judgefleet.judgelm.training.data.Splits;
import io.judgefleet.judgelm.training.data.TrainingExample;
import io.judgefleet.judgelm.training.data.TrainingFile;
import io.judgefleet.judgelm.training.data.TrainingFile.Skip;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A whole run: reads the data, trains, examines and writes everything into its folder.
 *
 * @param base the folder of the model to start from
 * @param name what the trained judge is called in verdicts
 * @param dtype the type in which its weights are written
 */
public record TrainingRun(TrainingPlan plan, Path base, String name, DType dtype) {
    /** Is told how the run goes, as it goes. */
    public interface Listener {
        /** The data are read. */
        void read(int training, int heldOut, List<Skip> skips);

        /** A step is made. */
        void made(StepReport report, int steps);

        /** Asked after each step: whether to make another one. */
        default boolean goesOn() {
            return true;
        }
    }

    /**
     * Trains, or goes on where an interrupted run of the same plan saved its last state; answers the last examination.
     *
     * @throws TrainingEndedException if the listener had it end before its last step
     */
    public Examination run(RunFolder folder, boolean resumed, Listener listener) throws IOException {
        var files = plan.data().files().stream().map(Path::of).toList();
        var content = new TrainingFile(plan.data().emptyAnswers()).read(files);
        requireExamples(content);
        var splits = Splits.of(content.examples(), plan.data().heldOut());
        listener.read(splits.training().size(), splits.heldOut().size(), content.skips());
        var checkpoint = Checkpoint.open(base);
        folder.begin(plan, resumed);
        try (var tokenizer = Tokenizer.openFor(base, checkpoint.config())) {
            var encoder = new SampleEncoder(
                    tokenizer,
                    checkpoint.config().tokens().eos().getFirst(),
                    plan.data().mostTokens(),
                    plan.data().overlong());
            var trainer = new Trainer(plan, splits.training(), encoder, folder);
            var trained = trainer.train(
                    Weights.read(checkpoint),
                    (report, program) -> {
                        var seen = trainer.isDue(report.step(), plan.rhythm().evaluateEvery())
                                ? report.with(examined(folder, program.weights(), sample(splits.heldOut())))
                                : report;
                        listener.made(seen, plan.schedule().steps());
                        return seen;
                    },
                    listener::goesOn);
            return finish(folder, trained, splits, content.skips());
        }
    }

    private static void requireExamples(TrainingFile.Content content) {
        if (content.examples().isEmpty() && !content.skips().isEmpty()) {
            throw new IllegalArgumentException(
                    "expected at least one training example, found none in %d lines, the first %s"
                            .formatted(content.skips().size(), content.skips().getFirst()));
        }
    }

    private Examination finish(RunFolder folder, Weights trained, Splits splits, List<Skip> skips) throws IOException {
        folder.write(folder.model(), base, name, trained, dtype);
        folder.drawCurve();
        var bare = examined(folder.model(), splits.heldOut(), false);
        var withReference = examined(folder.model(), splits.heldOut(), true);
        var origin =
                new Origin(name, trained.parameters(), dtype, splits.training().size(), skips.size());
        new ModelCard(origin, plan, folder.reports(), bare, withReference).write(folder.model());
        return bare;
    }

    private Examination examined(RunFolder folder, Weights weights, List<TrainingExample> examples) throws IOException {
        folder.write(folder.examined(), base, name, weights, dtype);
        return examined(folder.examined(), examples, false);
    }

    private static Examination examined(Path model, List<TrainingExample> examples, boolean withReference) {
        var settings = JudgeSettings.DEFAULT.withOverlong(LengthPolicy.TRUNCATE_RIGHT);
        try (var judge = LlamaJudge.load(model, settings)) {
            var items = examples.stream()
                    .filter(example -> !withReference || example.referenced().isPresent())
                    .map(example -> withReference ? example : example.withoutReference())
                    .map(Augmentation::lesson)
                    .map(lesson ->
                            new Item(lesson.task(), lesson.judgement().scores().preference()))
                    .toList();
            return Examination.of(judge, items);
        }
    }

    private List<TrainingExample> sample(List<TrainingExample> heldOut) {
        return heldOut.subList(0, Math.min(heldOut.size(), plan.rhythm().examinedExamples()));
    }
}
