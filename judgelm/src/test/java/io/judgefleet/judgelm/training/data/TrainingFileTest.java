package io.judgefleet.judgelm.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.judgefleet.judgelm.training.data.TrainingExample.Referenced;
import io.judgefleet.judgelm.training.data.TrainingFile.Skip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingFileTest {
    private static final String WHOLE = """
            {"review_id": "r1", "question_id": 7, "answer1_id": "a", "answer2_id": "b", "reviewer_id": "gpt-4", "metadata": {},\
             "question_body": "Q?", "answer1_body": "A1", "answer2_body": "A2", "text": "8 3.5\\nAssistant 1.", "score": [8.0, 3.5],\
             "reference": {"text": "R", "model": "gt"}, "text_w_reference": "9 2\\n\\nAssistant 1.", "score_w_reference": [9, 2]}""";

    @TempDir
    Path folder;

    @Test
    void shouldReadAllFieldsWhenLineIsWhole() throws IOException {
        var content = read(WHOLE);

        assertThat(content.skips()).isEmpty();
        assertThat(content.examples())
                .containsExactly(new TrainingExample(
                        "r1",
                        "Q?",
                        "A1",
                        "A2",
                        new TeacherJudgement("8 3.5\nAssistant 1."),
                        Optional.of(new Referenced("R", new TeacherJudgement("9 2\n\nAssistant 1.")))));
    }

    @Test
    void shouldNameLineAndReasonWhenLinesAreBroken() throws IOException {
        var content = read(
                WHOLE,
                "",
                "{\"question_body\": ",
                "[1]",
                line("r2", "Q?", "", "8 3"),
                line("r3", " ", "A", "8 3"),
                line("r4", "Q?", "A", "error"),
                line("r5", "Q?", "A", "11 3"),
                line("r6", "Q?", "A", "8 3").replace("[8, 3]", "[3, 8]"),
                line("r1", "Q?", "A", "8 3"),
                line("r7", "Q?", "A", "8 3").replace("\"A\"", "17"));

        assertThat(content.examples()).hasSize(1);
        assertThat(content.skips()).extracting(Skip::line).containsExactly(3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L);
        assertThat(content.skips())
                .extracting(Skip::reason)
                .satisfiesExactly(
                        reason -> assertThat(reason).startsWith("expected JSON, found"),
                        reason -> assertThat(reason).isEqualTo("expected a JSON object, found an array of 1"),
                        reason -> assertThat(reason)
                                .isEqualTo("expected a visible character in answer1_body, found none"),
                        reason -> assertThat(reason)
                                .isEqualTo("expected a visible character in question_body, found none"),
                        reason -> assertThat(reason).contains("the teacher's error"),
                        reason -> assertThat(reason).contains("text", "11"),
                        reason -> assertThat(reason)
                                .isEqualTo("expected the scores of text, 8.0 and 3.0 in score, found an array of 2"),
                        reason -> assertThat(reason).contains("review_id", "r1"),
                        reason -> assertThat(reason).isEqualTo("expected a text in answer1_body, found the number 17"));
    }

    @Test
    void shouldKeepEmptyAnswerWhenAllowed() throws IOException {
        var file = write(line("r2", "Q?", "", "1 3"));

        assertThat(new TrainingFile(true).read(List.of(file)).examples()).hasSize(1);
    }

    @Test
    void shouldNameFileWhenThereIsNone() {
        assertThatThrownBy(() -> new TrainingFile(false).read(List.of(folder.resolve("missing.jsonl"))))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("missing.jsonl");
    }

    @Test
    void shouldLearnTheSameWhenTeacherEndsLinesInCarriageReturns() throws IOException {
        var content = read(line("r2", "Q?", "A", "8 3").replace("8 3\"", "8 3\\r\\nAssistant 1 \\r\""));

        assertThat(content.skips()).isEmpty();
        assertThat(content.examples().getFirst().judgement().text()).isEqualTo("8 3\nAssistant 1 \r");
    }

    @Test
    void shouldShowCarriageReturnWhenItSpoilsTheScores() throws IOException {
        var content = read(line("r2", "Q?", "A", "8 3").replace("8 3\"", "8 3\\rSo.\""));

        assertThat(content.skips()).singleElement().asString().contains("found \"8 3\\u000dSo.\"");
    }

    @Test
    void shouldLearnFromSampleWhenScoresAreThoseOfJudgeLmsPreprocessing() throws IOException {
        var content =
                read(line("r2", "Q?", "A", "8 3").replace("[8, 3]", "[{\"logprobs\":-7.02},{\"logprobs\":-6.2}]"));

        assertThat(content.examples()).hasSize(1);
    }

    private TrainingFile.Content read(String... lines) throws IOException {
        return new TrainingFile(false).read(List.of(write(lines)));
    }

    private Path write(String... lines) throws IOException {
        return Files.write(folder.resolve("train.jsonl"), List.of(lines));
    }

    private static String line(String id, String question, String firstAnswer, String text) {
        return """
                {"review_id": "%s", "question_body": "%s", "answer1_body": "%s", "answer2_body": "A2", "text": "%s", "score": [%s]}""".formatted(
                        id, question, firstAnswer, text, text.replace(" ", ", ").replace("error", ""));
    }
}
