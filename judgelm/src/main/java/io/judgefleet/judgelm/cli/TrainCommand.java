package io.judgefleet.judgelm.cli;

import io.judgefleet.judgelm.checkpoint.Checkpoint;
import io.judgefleet.judgelm.checkpoint.files.DType;
import io.judgefleet.judgelm.prompt.LengthPolicy;
import io.judgefleet.judgelm.training.AdamW;
import io.judgefleet.judgelm.training.RunFolder;
import io.judgefleet.judgelm.training.Schedule;
import io.judgefleet.judgelm.training.StepSettings;
import io.judgefleet.judgelm.training.TrainingEndedException;
import io.judgefleet.judgelm.training.TrainingPlan;
import io.judgefleet.judgelm.training.TrainingPlan.Data;
import io.judgefleet.judgelm.training.TrainingPlan.Rhythm;
import io.judgefleet.judgelm.training.TrainingPlan.Source;
import io.judgefleet.judgelm.training.TrainingRun;
import io.judgefleet.judgelm.training.data.Augmentation;
import io.judgefleet.metrics.text.VisibleText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code judgefleet train}: fine-tunes a judge on teacher judgements by JudgeLM's recipe. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false,
        description = "Fine-tunes a judge on teacher judgements in JudgeLM's format.")
final class TrainCommand implements Callable<Integer> {
    private static final int ENDED = 143;

    @Option(
            names = "--base",
            required = true,
            showDefaultValue = CommandLine.Help.Visibility.NEVER,
            paramLabel = "DIR",
            description = "The model to start from.")
    private Path base = Path.of("");

    @Option(
            names = "--data",
            required = true,
            showDefaultValue = CommandLine.Help.Visibility.NEVER,
            arity = "1..*",
            paramLabel = "FILE",
            description = "Judgements in JudgeLM's format, one JSON object per line or one array, gzip or not.")
    private List<Path> data = new ArrayList<>();

    @Option(
            names = "--output",
            required = true,
            showDefaultValue = CommandLine.Help.Visibility.NEVER,
            paramLabel = "DIR",
            description = "The run's folder.")
    private Path output = Path.of("");

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = "judge",
            description = "The judge's name in verdicts.")
    private String name = "";

    @Option(names = "--resume", description = "Go on where the run in the folder saved its last state.")
    private boolean resumed;

    @Option(names = "--strict", description = "Stop at lines that cannot be learned from, instead of leaving them out.")
    private boolean strict;

    @ArgGroup(exclusive = false, heading = "%nData%n", validate = false)
    private DataOptions dataOptions = new DataOptions();

    @ArgGroup(exclusive = false, heading = "%nSteps%n", validate = false)
    private StepOptions stepOptions = new StepOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        try (var signal = EndSignal.watch()) {
            return train(signal);
        }
    }

    private int train(EndSignal signal) throws IOException {
        var progress = new TrainProgress(spec.commandLine().getErr(), strict, System::nanoTime, signal::isGiven);
        var run = new TrainingRun(plan(), base, name, stepOptions.exportDtype);
        try {
            var examination = run.run(new RunFolder(output), resumed, progress);
            TrainProgress.print(examination, spec.commandLine().getOut());
            return 0;
        } catch (TrainingEndedException e) {
            spec.commandLine().getErr().println("judgefleet: " + VisibleText.of(String.valueOf(e.getMessage())));
            return ENDED;
        }
    }

    private TrainingPlan plan() {
        var files = data.stream().map(Path::toString).toList();
        return new TrainingPlan(
                new Source(base.toString(), Checkpoint.open(base).digest()),
                dataOptions.data(files),
                new Augmentation(
                        dataOptions.swap, dataOptions.referenceSupport, dataOptions.referenceDrop, dataOptions.seed),
                new Schedule(
                        stepOptions.steps,
                        stepOptions.decaySteps > 0 ? stepOptions.decaySteps : stepOptions.steps,
                        stepOptions.batch,
                        stepOptions.learningRate,
                        stepOptions.warmup,
                        stepOptions.floor),
                new AdamW(0.9, stepOptions.beta2, stepOptions.weightDecay, 1e-8, stepOptions.maxNorm),
                new StepSettings(
                        stepOptions.dtype,
                        stepOptions.checkpointing,
                        new StepSettings.Adapter(stepOptions.loraRank, stepOptions.loraAlpha, dataOptions.seed)),
                new Rhythm(
                        stepOptions.portionTokens,
                        stepOptions.evaluateEvery,
                        stepOptions.evaluated,
                        stepOptions.saveEvery));
    }

    /** What is learned from, and how it is varied. */
    static final class DataOptions {
        @Option(
                names = "--held-out",
                paramLabel = "SHARE",
                defaultValue = "0.05",
                description = "Share of the questions to examine on.")
        private double heldOut;

        @Option(names = "--allow-empty-answers", description = "Learn from answers without a visible character too.")
        private boolean emptyAnswers;

        @Option(
                names = "--max-tokens",
                paramLabel = "N",
                defaultValue = "2048",
                description = "Longest sample: a prompt with its judgement.")
        private int mostTokens;

        @Option(
                names = "--overlong",
                paramLabel = "HOW",
                defaultValue = "reject",
                description = "What to do with a longer one: reject, truncate_left or truncate_right.")
        private LengthPolicy overlong = LengthPolicy.REJECT;

        @Option(
                names = "--prompt-weight",
                paramLabel = "WEIGHT",
                defaultValue = "0",
                description = "Weight of a prompt's tokens in the loss.")
        private double promptWeight;

        @Option(
                names = "--swap",
                paramLabel = "SHARE",
                defaultValue = "0.5",
                description = "Share of samples with swapped answers.")
        private double swap;

        @Option(
                names = "--reference-support",
                paramLabel = "SHARE",
                defaultValue = "1",
                description = "Share of samples given their reference.")
        private double referenceSupport;

        @Option(
                names = "--reference-drop",
                paramLabel = "SHARE",
                defaultValue = "0.5",
                description = "Share of those samples that lose their reference again.")
        private double referenceDrop;

        @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Decides order and augmentation.")
        private long seed;

        private Data data(List<String> files) {
            return new Data(files, heldOut, emptyAnswers, mostTokens, overlong, promptWeight);
        }
    }

    /** How it is learned. */
    static final class StepOptions {
        @Option(names = "--steps", paramLabel = "N", defaultValue = "1000", description = "Updates of the weights.")
        private int steps;

        @Option(
                names = "--decay-steps",
                paramLabel = "N",
                defaultValue = "0",
                description =
                        "Steps over which the learning rate falls, if more than are made; 0: as many as are made.")
        private int decaySteps;

        @Option(names = "--batch", paramLabel = "N", defaultValue = "32", description = "Samples for each update.")
        private int batch;

        @Option(
                names = "--portion-tokens",
                paramLabel = "N",
                defaultValue = "4096",
                description = "Tokens that go through the model at once; decides the memory.")
        private int portionTokens;

        @Option(
                names = "--learning-rate",
                paramLabel = "RATE",
                defaultValue = "2e-5",
                description = "Learning rate after the warm-up.")
        private double learningRate;

        @Option(
                names = "--warmup",
                paramLabel = "SHARE",
                defaultValue = "0.03",
                description = "Share of the steps in which the learning rate rises.")
        private double warmup;

        @Option(
                names = "--floor",
                paramLabel = "SHARE",
                defaultValue = "0",
                description = "Share of the learning rate that is left at the end.")
        private double floor;

        @Option(
                names = "--beta2",
                paramLabel = "NUMBER",
                defaultValue = "0.95",
                description = "AdamW's memory of squared gradients.")
        private double beta2;

        @Option(
                names = "--weight-decay",
                paramLabel = "NUMBER",
                defaultValue = "0",
                description = "AdamW's decay of matrices.")
        private double weightDecay;

        @Option(
                names = "--max-norm",
                paramLabel = "NUMBER",
                defaultValue = "1",
                description = "Largest norm of all gradients together.")
        private double maxNorm;

        @Option(
                names = "--dtype",
                paramLabel = "TYPE",
                defaultValue = "fp32",
                description = "The type in which to compute: fp32 or bf16.")
        private DType dtype = DType.FP32;

        @Option(
                names = "--export-dtype",
                paramLabel = "TYPE",
                defaultValue = "bf16",
                description = "The type of the model's weights.")
        private DType exportDtype = DType.BF16;

        @Option(names = "--checkpointing", description = "Compute layers again instead of keeping them.")
        private boolean checkpointing;

        @Option(
                names = "--lora-rank",
                paramLabel = "N",
                defaultValue = "0",
                description = "Rank of adapters; 0 trains all weights.")
        private int loraRank;

        @Option(
                names = "--lora-alpha",
                paramLabel = "NUMBER",
                defaultValue = "16",
                description = "Adapters count alpha / rank times.")
        private double loraAlpha;

        @Option(
                names = "--evaluate-every",
                paramLabel = "N",
                defaultValue = "200",
                description = "Steps between examinations; 0: none.")
        private int evaluateEvery;

        @Option(
                names = "--evaluated",
                paramLabel = "N",
                defaultValue = "200",
                description = "Held-out examples of an examination during the run.")
        private int evaluated;

        @Option(
                names = "--save-every",
                paramLabel = "N",
                defaultValue = "100",
                description = "Steps between saved states; 0: none.")
        private int saveEvery;
    }
}
