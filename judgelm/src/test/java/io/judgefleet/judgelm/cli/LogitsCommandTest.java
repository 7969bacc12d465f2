package io.judgefleet.judgelm.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogitsCommandTest {
    private static final Path FIXTURES = Path.of("src/test/resources/llama-fixtures");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(strings = {"vicuna-style", "llama3-style"})
    void shouldPrintGoldenIdsProbabilitiesAndGreedyTokens(String fixture) throws IOException {
        var golden =
                MAPPER.readTree(FIXTURES.resolve(fixture).resolve("golden.json").toFile());
        var expected = golden.get("cases").get(1);
        var text =
                Files.writeString(folder.resolve("text"), expected.get("prompt").textValue());

        assertThat(run(FIXTURES.resolve(fixture), "--text", text.toString(), "--greedy", "12", "--json"))
                .isZero();

        var found = MAPPER.readTree(out.toString());
        assertThat(found.get("ids")).isEqualTo(expected.get("ids"));
        assertThat(found.get("greedy_ids")).isEqualTo(expected.get("greedy_ids"));
        assertThat(found.get("greedy_text")).isEqualTo(expected.get("greedy_text"));
        for (int i = 0; i < 10; i++) {
            JsonNode candidate = found.get("top").get(i);
            assertThat(candidate.get("id")).isEqualTo(expected.get("top10_ids").get(i));
            assertThat(candidate.get("logprob").doubleValue())
                    .isCloseTo(expected.get("top10_logprobs").get(i).doubleValue(), within(1e-3));
        }
    }

    @Test
    void shouldSayWhatIsWrongWhenTextIsNoUtf8() throws IOException {
        var text = Files.write(folder.resolve("text"), new byte[] {(byte) 0xff});

        assertThat(run(FIXTURES.resolve("vicuna-style"), "--text", text.toString()))
                .isEqualTo(2);

        assertThat(err).hasToString("judgefleet: expected UTF-8 text in " + text + ", found other bytes\n");
    }

    @Test
    void shouldSayHowLongTextMayBeWhenItIsTooLong() throws IOException {
        var text = Files.writeString(folder.resolve("text"), "word ".repeat(3000));

        assertThat(run(FIXTURES.resolve("vicuna-style"), "--text", text.toString()))
                .isEqualTo(2);

        assertThat(err.toString()).startsWith("judgefleet: expected a text of 1 to 2048 tokens, found ");
    }

    @ParameterizedTest
    @CsvSource({"--top, 0, 1", "--greedy, -1, 0"})
    void shouldNameTheOptionWhenItsNumberIsTooSmall(String option, String value, String least) throws IOException {
        var text = Files.writeString(folder.resolve("text"), "a");

        assertThat(run(FIXTURES.resolve("vicuna-style"), "--text", text.toString(), option, value))
                .isEqualTo(2);

        assertThat(err)
                .hasToString("judgefleet: expected %s of %s or more, found %s\n".formatted(option, least, value));
    }

    @Test
    void shouldSayInALineWhenTheDeviceIsNotThere() throws IOException {
        var text = Files.writeString(folder.resolve("text"), "a");

        assertThat(run(FIXTURES.resolve("vicuna-style"), "--text", text.toString(), "--device", "cuda:31"))
                .isEqualTo(1);

        assertThat(err.toString())
                .startsWith("judgefleet: expected to load the model on cuda:31: ")
                .hasLineCount(1);
    }

    @Test
    void shouldNameTheTextWhenThereIsNone() {
        assertThat(run(FIXTURES.resolve("vicuna-style"), "--text", "nowhere")).isEqualTo(1);

        assertThat(err).hasToString("judgefleet: no such file: nowhere\n");
    }

    @Test
    void shouldPrintPromptPassesAndResolutionsWhenJudging() throws IOException {
        var question = Files.writeString(folder.resolve("q"), "Which?");
        var first = Files.writeString(folder.resolve("a"), "This.");
        var second = Files.writeString(folder.resolve("b"), "That.");

        var code = JudgefleetCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .execute(
                        "model",
                        "judge",
                        "../models/random-judge",
                        "--constrained",
                        "--question",
                        question.toString(),
                        "--answer",
                        first.toString(),
                        "--answer",
                        second.toString());

        assertThat(code).isZero();
        assertThat(out.toString())
                .contains(
                        "random-judge (random weights), constrained-argmax",
                        "prompt: judgelm-pair\n",
                        "[Question]\nWhich?\n")
                .containsPattern("original order: [0-9.]+ [0-9.]+\n")
                .containsPattern("swapped order: [0-9.]+ [0-9.]+\n")
                .containsPattern("distribution: expected scores [0-9.]+ and [0-9.]+, P\\(first better\\) ")
                .containsPattern("agree-or-tie: (first|second|tie)\nmajority: (first|second|tie)\nscore-mean: ");
    }

    private int run(Path model, String... options) {
        var arguments = new ArrayList<>(List.of("model", "logits", model.toString()));
        arguments.addAll(List.of(options));
        return JudgefleetCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
    }
}
