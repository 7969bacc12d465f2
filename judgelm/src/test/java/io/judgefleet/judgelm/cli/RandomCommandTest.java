package io.judgefleet.judgelm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RandomCommandTest {
    private static final Path ROOT = Path.of("..");
    private static final Path BUNDLED = ROOT.resolve("models/random-judge");

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldReproduceBundledJudgeWhenItsReadmesCommandIsRun() throws IOException {
        var readme = Files.readString(BUNDLED.resolve("README.md"));
        var command = readme.lines()
                .filter(line -> line.contains("./judgefleet model random"))
                .findFirst()
                .orElseThrow()
                .strip()
                .split(" ");
        command[3] = folder.resolve("judge").toString();
        command[command.length - 1] = ROOT.resolve(command[command.length - 1]).toString();

        assertThat(run(command)).isZero();

        try (var files = Files.list(folder.resolve("judge"))) {
            assertThat(files)
                    .hasSize(6)
                    .allSatisfy(file -> assertThat(file).hasSameBinaryContentAs(BUNDLED.resolve(file.getFileName())));
        }
    }

    @Test
    void shouldRefuseFolderWhenItHasFiles() {
        assertThat(run("./judgefleet", "model", "random", BUNDLED.toString(), "--tokenizer", "none"))
                .isEqualTo(2);

        assertThat(err).hasToString("judgefleet: expected an empty folder, found files in " + BUNDLED + "\n");
    }

    @ParameterizedTest
    @CsvSource({
        "--layers, 0, expected --layers of 1 or more",
        "--kv-heads, 3, expected --kv-heads to divide --heads",
        "--hidden-size, 63, expected --heads to divide --hidden-size",
        "--positions, -1, expected --positions of 1 or more"
    })
    void shouldWriteNothingWhenASizeIsImpossible(String option, String value, String message) {
        var judge = folder.resolve("judge");
        var tokenizer = BUNDLED.resolve("tokenizer.model").toString();

        assertThat(run("./judgefleet", "model", "random", judge.toString(), "--tokenizer", tokenizer, option, value))
                .isEqualTo(2);

        assertThat(err.toString()).startsWith("judgefleet: " + message);
        assertThat(judge).doesNotExist();
    }

    @Test
    void shouldNameFileWhenFolderIsNoModel() {
        assertThat(run("./judgefleet", "model", "inspect", folder.toString())).isEqualTo(1);

        assertThat(err)
                .hasToString("judgefleet: %s: expected a readable file, found none\n"
                        .formatted(folder.resolve("config.json")));
    }

    @Test
    void shouldShowArchitectureTensorsAndDigestsWhenInspected() {
        assertThat(run("./judgefleet", "model", "inspect", "src/test/resources/llama-fixtures/vicuna-style"))
                .isZero();

        assertThat(out.toString())
                .contains(
                        "hidden size        96\n",
                        "model.layers.2.mlp.up_proj.weight",
                        "ignored  model.layers.0.self_attn.rotary_emb.inv_freq",
                        "tensors            30, 3 ignored\n",
                        "weights digest     ");
    }

    private int run(String... words) {
        var arguments = Arrays.copyOfRange(words, 1, words.length);
        return JudgefleetCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
