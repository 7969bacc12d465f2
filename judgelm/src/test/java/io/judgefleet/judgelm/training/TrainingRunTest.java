package io.judgefleet.judgelm.training;

import static io.judgefleet.judgelm.training.TrainingFixtures.SILENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.judgefleet.judgelm.JudgeSettings;
import io.judgefleet.judgelm.LlamaJudge;
import io.judgefleet.judgelm.training.data.TrainingFile.Skip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked // a name that is missing from a map shall fail the test
class TrainingRunTest {
    private static final int STEPS = 6;
    private static final int CHILD_STEPS = 16;
    private static final int KILLED = 137;
    private static final int TERMINATED = 143;

    @TempDir
    Path folder;

    @Test
    void shouldLeaveModelThatTheEngineLoadsWhenRunEnds() throws IOException {
        var run = new RunFolder(folder.resolve("run"));
        var examination = TrainingFixtures.run(TrainingFixtures.examples(folder, 20), STEPS, 0)
                .run(run, false, SILENT);

        try (var judge = LlamaJudge.load(run.model(), JudgeSettings.DEFAULT)) {
            assertThat(judge.describe().weightsOrigin()).isEqualTo("trained");
            assertThat(judge.describe().name()).isEqualTo("trained");
        }
        assertThat(examination.figures().get("consistency").n()).isPositive();
        assertThat(Files.readAllLines(folder.resolve("run/metrics.jsonl"))).hasSize(STEPS);
        assertThat(folder.resolve("run/curve.svg")).content().startsWith("<svg").contains("polyline");
        assertThat(run.model().resolve("README.md")).content().contains("| consistency |", "223,552 parameters");
    }

    @Test
    void shouldEndWithSameBytesWhenInterruptedAndResumed() throws IOException {
        var examples = TrainingFixtures.examples(folder, 20);
        var whole = new RunFolder(folder.resolve("whole"));
        TrainingFixtures.run(examples, STEPS, 2).run(whole, false, SILENT);

        var interrupted = new RunFolder(folder.resolve("interrupted"));
        assertThatThrownBy(() -> TrainingFixtures.run(examples, STEPS, 2).run(interrupted, false, failingAfter(5)))
                .hasMessage("pulled the plug");
        TrainingFixtures.run(examples, STEPS, 2).run(new RunFolder(folder.resolve("interrupted")), true, SILENT);

        assertThat(interrupted.model().resolve("model.safetensors"))
                .hasSameBinaryContentAs(whole.model().resolve("model.safetensors"));
        assertThat(losses("interrupted")).isEqualTo(losses("whole")).hasSize(STEPS);
    }

    @Test
    void shouldGoOnWithSameCurveWhenKilled() throws IOException, InterruptedException {
        var examples = TrainingFixtures.examples(folder, 20);
        var process = childWithState("killed", examples);
        assertThat(process.destroyForcibly().waitFor()).isEqualTo(KILLED);

        assertThat(child("killed", examples, true).waitFor()).isZero();
        assertThat(child("whole", examples, false).waitFor()).isZero();

        assertThat(losses("killed")).isEqualTo(losses("whole")).hasSize(CHILD_STEPS);
        assertThat(folder.resolve("killed/model/model.safetensors"))
                .hasSameBinaryContentAs(folder.resolve("whole/model/model.safetensors"));
    }

    @Test
    void shouldSaveItsStateAndEndWhenTerminated() throws IOException, InterruptedException {
        var examples = TrainingFixtures.examples(folder, 20);
        var process = childWithState("terminated", examples);
        process.destroy();
        assertThat(process.waitFor()).isEqualTo(TERMINATED);
        var run = new RunFolder(folder.resolve("terminated"));
        assertThat(run.states().latestStep()).hasValue(losses("terminated").size());

        assertThat(child("terminated", examples, true).waitFor()).isZero();
        assertThat(losses("terminated")).hasSize(CHILD_STEPS);
    }

    @Test
    void shouldCountSamplesThatAreLongerThanTheWindowAndLearnFromTheRest() throws IOException {
        var examples = TrainingFixtures.examples(folder, 20);
        var longWinded =
                Files.readString(examples).replace("What is 8?", "What is 8? " + "Say all of it. ".repeat(400));
        Files.writeString(examples, longWinded);
        var run = new RunFolder(folder.resolve("run"));

        // Of the twenty questions fifteen are learned from; so many steps of two samples are two epochs.
        TrainingFixtures.run(examples, 15, 0).run(run, false, SILENT);

        var volumes = run.reports().stream().map(StepReport::volume).toList();
        assertThat(volumes.stream().mapToInt(StepReport.Volume::tooLong).sum()).isEqualTo(2);
        assertThat(volumes.stream().mapToInt(StepReport.Volume::samples).sum()).isEqualTo(28);
    }

    @Test
    void shouldRefuseFolderWhenItHasAnotherRun() throws IOException {
        var examples = TrainingFixtures.examples(folder, 20);
        TrainingFixtures.run(examples, 1, 0).run(new RunFolder(folder.resolve("run")), false, SILENT);

        assertThatThrownBy(() ->
                        TrainingFixtures.run(examples, 1, 0).run(new RunFolder(folder.resolve("run")), false, SILENT))
                .hasMessageContaining("--resume");
        assertThatThrownBy(() ->
                        TrainingFixtures.run(examples, 2, 0).run(new RunFolder(folder.resolve("run")), true, SILENT))
                .hasMessageContaining("schedule");
    }

    /** A run in a process of its own, once it has saved a state. */
    private Process childWithState(String run, Path examples) throws IOException, InterruptedException {
        var process = child(run, examples, false);
        while (!hasState(run) && !process.waitFor(5, TimeUnit.MILLISECONDS)) {
            assertThat(process.isAlive()).isTrue();
        }
        return process;
    }

    private Process child(String run, Path examples, boolean resumed) throws IOException {
        var words = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.judgefleet.judgelm.cli.ModelMain"));
        words.addAll(List.of("train", "--base", TrainingFixtures.BASE.toString(), "--data", examples.toString()));
        words.addAll(List.of("--output", folder.resolve(run).toString(), "--steps", "" + CHILD_STEPS, "--batch", "2"));
        words.addAll(List.of("--save-every", "2", "--evaluate-every", "0"));
        if (resumed) {
            words.add("--resume");
        }
        return new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private boolean hasState(String run) throws IOException {
        return new RunFolder(folder.resolve(run)).states().latestStep().isPresent();
    }

    /** The curve without what the clock says. */
    private List<String> losses(String run) throws IOException {
        return Files.readAllLines(folder.resolve(run).resolve("metrics.jsonl")).stream()
                .map(line -> line.replaceAll(",\"seconds\":[^,}]+", ""))
                .toList();
    }

    private static TrainingRun.Listener failingAfter(int step) {
        return new TrainingRun.Listener() {
            @Override
            public void read(int training, int heldOut, List<Skip> skips) {}

            @Override
            public void made(StepReport report, int steps) {
                if (report.step() == step) {
                    throw new IllegalStateException("pulled the plug");
                }
            }
        };
    }
}
