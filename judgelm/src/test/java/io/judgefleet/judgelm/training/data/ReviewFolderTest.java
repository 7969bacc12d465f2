package io.judgefleet.judgelm.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReviewFolderTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();

    @BeforeEach
    void writeQuestionsAndAnswers() throws IOException {
        write("question.jsonl", "{\"question_id\": 1, \"text\": \"Why?\", \"category\": \"generic\"}");
        write(
                "answer_answer_bard.jsonl",
                "{\"answer_id\": \"b1\", \"question_id\": 1, \"model_id\": \"bard:1\", \"text\": \"Because.\"}");
        write(
                "answer_answer_llama.jsonl",
                "{\"answer_id\": \"l1\", \"question_id\": 1, \"model_id\": \"llama:1\", \"text\": \"No idea.\"}");
    }

    @Test
    void shouldWriteExamplesThatTrainingReadsWhenReviewsAreWhole() throws IOException {
        write("review_x.jsonl", review("r1", "l1", "b1", "3 8\\nAssistant 2 explains.", "1"));

        assertThat(convert()).isEqualTo(new ReviewFolder.LeftOut(List.of(), 0));

        var file = Files.writeString(folder.resolve("out.jsonl"), out.toString());
        assertThat(new TrainingFile(false).read(List.of(file)).examples())
                .containsExactly(new TrainingExample(
                        "r1",
                        "Why?",
                        "No idea.",
                        "Because.",
                        new TeacherJudgement("3 8\nAssistant 2 explains."),
                        Optional.empty()));
    }

    @Test
    void shouldNameLineWhenReviewCannotBeUsed() throws IOException {
        write(
                "review_x.jsonl",
                review("r1", "l1", "gone", "3 8", "1"),
                "no json",
                review("r3", "l1", "b1", "Both are good.", "1"),
                review("r4", "l1", "b1", "3 8", "2"),
                review("r5", "l1", "b1", "3 8", "1"));

        var left = convert();

        assertThat(left.rejected())
                .satisfiesExactly(
                        skip -> assertThat(skip.toString()).contains("review_x.jsonl:1: ", "answer2_id gone"),
                        skip -> assertThat(skip.toString()).contains(":2: expected JSON"),
                        skip -> assertThat(skip.line()).isEqualTo(3));
        assertThat(left.byOthers()).isEqualTo(1);
        assertThat(out.toString().lines()).hasSize(1);
    }

    @Test
    void shouldRefuseFolderWhenItHasNoQuestions() throws IOException {
        Files.delete(folder.resolve("question.jsonl"));

        assertThatThrownBy(this::convert).hasMessageContaining("question.jsonl");
    }

    private ReviewFolder.LeftOut convert() throws IOException {
        return new ReviewFolder(folder, List.of("1")).convert(out);
    }

    private void write(String name, String... lines) throws IOException {
        Files.write(folder.resolve(name), List.of(lines));
    }

    private static String review(String id, String first, String second, String text, String reviewer) {
        return """
                {"review_id": "%s", "question_id": 1, "answer1_id": "%s", "answer2_id": "%s", "text": "%s", "reviewer_id": %s}""".formatted(id, first, second, text, reviewer);
    }
}
