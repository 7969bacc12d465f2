package io.judgefleet.judgelm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.judgelm.training.TrainingFixtures;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainCommandTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldTrainAndTellProgressAndFiguresWhenDataAreGood() throws IOException {
        assertThat(train(TrainingFixtures.examples(folder, 12), "--lora-rank", "2", "--held-out", "0.3"))
                .isZero();

        assertThat(err.toString()).contains("examples to learn from", "step 2/2  loss ", "tokens/s", "0:00:00 left");
        assertThat(out.toString()).contains("agreement ", "consistency ", "delta-bias ", "longer-answer ");
        assertThat(folder.resolve("run/model/model.safetensors")).exists();
        assertThat(folder.resolve("run/config.json")).content().contains("\"rank\" : 2");
    }

    @Test
    void shouldCountLinesLeftOutAndNameTheFirstWhenDataAreBroken() throws IOException {
        var examples = TrainingFixtures.examples(folder, 12);
        Files.writeString(examples, Files.readString(examples) + "{\"text\": \n");

        assertThat(train(examples)).isZero();

        assertThat(err.toString()).contains("1 lines left out", "examples.jsonl:13: expected JSON");
    }

    @Test
    void shouldStopAtFirstBrokenLineWhenStrict() throws IOException {
        var examples = TrainingFixtures.examples(folder, 12);
        Files.writeString(examples, "7\n" + Files.readString(examples));

        assertThat(train(examples, "--strict")).isEqualTo(2);

        assertThat(err.toString()).contains("examples.jsonl:1: expected a JSON object");
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void shouldLeaveFolderAsItIsWhenItHoldsNoRun() throws IOException {
        var notes =
                Files.writeString(Files.createDirectory(folder.resolve("run")).resolve("notes.txt"), "mine");

        assertThat(train(TrainingFixtures.examples(folder, 12))).isEqualTo(2);

        assertThat(err.toString()).contains("expected an empty folder or a run in", "found notes.txt");
        assertThat(folder.resolve("run")).isDirectoryContaining(notes::equals);
        assertThat(folder.resolve("run/config.json")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"reviews", "program"})
    void shouldLeaveFileAsItIsWhenItHoldsSomethingElse(String command) throws IOException {
        var diary = Files.writeString(folder.resolve("diary.txt"), "dear diary");
        var words = command.equals("reviews")
                ? List.of("model", command, folder.toString(), diary.toString())
                : List.of("model", command, diary.toString());

        assertThat(run(words)).isEqualTo(2);

        assertThat(err.toString()).contains("found something else in " + diary);
        assertThat(diary).hasContent("dear diary");
    }

    @Test
    void shouldNameTheFirstLineWhenEveryLineIsLeftOut() throws IOException {
        var utf16 = Files.writeString(folder.resolve("wide.jsonl"), "{}\n{}\n", StandardCharsets.UTF_16);

        assertThat(train(utf16)).isEqualTo(2);

        assertThat(err.toString())
                .contains("found none in 1 lines, the first wide.jsonl:1: expected UTF-8, found UTF-16");
    }

    @Test
    void shouldSayWhatIsMissingWhenNothingCanBeLearned() throws IOException {
        var empty = Files.createFile(folder.resolve("empty.jsonl"));

        assertThat(train(empty)).isEqualTo(2);
        assertThat(train(folder.resolve("none.jsonl"))).isEqualTo(1);
        assertThat(train(TrainingFixtures.examples(folder, 4), "--swap", "1.5")).isEqualTo(2);

        assertThat(err.toString())
                .contains(
                        "at least one training example",
                        "no such file: " + folder.resolve("none.jsonl"),
                        "swap ratio must be within");
    }

    @Test
    void shouldPrintFiguresOfJudgeWhenExaminedOnComparisons() throws IOException {
        var file = Files.writeString(folder.resolve("comparisons.jsonl"), """
                {"question": "Why?", "answers": [{"model": "m", "text": "A"}, {"model": "n", "text": "Longer"}], "labels": [{"annotator": "h", "preference": "second"}]}
                """);

        var code = run(List.of("model", "examine", TrainingFixtures.BASE.toString(), file.toString(), "--constrained"));

        assertThat(code).isZero();
        assertThat(out.toString()).containsPattern("longer-answer +1.000").containsPattern("parse-rate +1.000");
    }

    private int train(Path data, String... more) {
        var words = new ArrayList<>(List.of("train", "--base", TrainingFixtures.BASE.toString()));
        words.addAll(List.of(
                "--data", data.toString(), "--output", folder.resolve("run").toString()));
        words.addAll(List.of("--steps", "2", "--batch", "2", "--evaluate-every", "0", "--save-every", "0"));
        words.addAll(List.of(more));
        return run(words);
    }

    private int run(List<String> words) {
        return JudgefleetCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words.toArray(String[]::new));
    }
}
