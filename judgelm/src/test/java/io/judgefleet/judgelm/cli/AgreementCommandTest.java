package io.judgefleet.judgelm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgreementCommandTest {
    private static final String FIXTURE = "src/test/resources/llama-fixtures/vicuna-style";
    private static final String SAMPLE = "../samples/comparisons.jsonl";

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldAgreeEntirelyWhenBothAreSinglePrecision() throws IOException {
        assertThat(run("agreement", FIXTURE, "--input", SAMPLE, "--limit", "2")).isZero();

        var report = report();
        assertThat(report.get("passes").intValue()).isEqualTo(4);
        assertThat(report.get("same_scores").doubleValue()).isEqualTo(1);
        assertThat(report.get("largest_score_shift").doubleValue()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"--dtype, bf16", "--quantization, int8"})
    void shouldReportShiftWhenComputingIsCoarser(String option, String value) throws IOException {
        run("agreement", FIXTURE, "--input", SAMPLE, "--limit", "2", option, value);

        assertThat(report().get("mean_score_shift").doubleValue()).isBetween(1e-6, 0.5);
    }

    @Test
    void shouldFailWhenTheyAgreeLessOftenThanTheyMust() {
        assertThat(run("agreement", FIXTURE, "--input", SAMPLE, "--limit", "1", "--least", "1.01"))
                .isEqualTo(1);
    }

    @Test
    void shouldNameTheLineThatIsNoComparison() throws IOException {
        var file = Files.writeString(folder.resolve("input"), "{\"question\": \"a\", \"answers\": [{}]}\n");

        assertThat(run("agreement", FIXTURE, "--input", file.toString())).isEqualTo(3);
        assertThat(err.toString())
                .isEqualToIgnoringNewLines(
                        "input:1: expected a text or an integer in answers[0].model, found no such field");
    }

    @Test
    void shouldNameTheLineThatHasNotTwoAnswers() throws IOException {
        var file = Files.writeString(
                folder.resolve("input"), "{\"question\": \"a\", \"answers\": [{\"model\": \"m\", \"text\": \"x\"}]}\n");

        assertThat(run("agreement", FIXTURE, "--input", file.toString())).isEqualTo(3);
        assertThat(err.toString()).contains("input:1: expected two answers for mode pair, found 1 answer without");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no JSON | 3 | labelled:2: expected JSON, found the word \"no\" outside quotes at column 1",
                "{\"question\": \"a\"} | 3 | labelled:2: expected an array in answers, found no such field",
                "{\"question\":\"a\",\"answers\":[{\"model\":\"m\",\"text\":\"x\"},{\"model\":\"n\",\"text\":null}]} | 3 | labelled:2: expected a text in answers[1].text, found null",
                "{\"question\":\"a\",\"answers\":[{\"model\":\"m\",\"text\":\"x\"},{\"model\":\"n\",\"text\":\"y\"}]} | 2 | 1 comparisons without a majority of labels left out"
            })
    void shouldNameTheLineThatCannotBeExamined(String line, int exitCode, String message) throws IOException {
        var file = Files.writeString(folder.resolve("labelled"), "\n" + line + "\n");

        assertThat(run("examine", FIXTURE, file.toString())).isEqualTo(exitCode);
        assertThat(err.toString()).startsWith(message);
    }

    @Test
    void shouldSayWhatEachFamilyOfAttacksAchieves() {
        assertThat(run("attacks", FIXTURE)).isZero();

        var lines = out.toString().lines().toList();
        assertThat(lines).hasSize(8);
        assertThat(lines.subList(3, 8))
                .extracting(line -> line.substring(0, line.indexOf(' ')))
                .containsExactly("look-alike", "marker-spoofing", "null-model", "score-suggestion", "special-token");
        assertThat(lines.subList(3, 8))
                .allMatch(line -> line.matches("\\S+ +\\d+ +\\d+ +[01]\\.\\d{3} +[01]\\.\\d{3}"));
    }

    private JsonNode report() throws IOException {
        return new ObjectMapper().readTree(out.toString());
    }

    private int run(String... words) {
        var arguments = new String[words.length + 1];
        arguments[0] = "model";
        System.arraycopy(words, 0, arguments, 1, words.length);
        return JudgefleetCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
