package io.judgefleet.judgelm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReviewsCommandTest {
    private static final String REVIEW = """
            {"review_id":"r%s","question_id":1,"answer1_id":"a","answer2_id":"b","text":"8 3\\nSo.","reviewer_id":"%s"}
            """;

    @TempDir
    Path folder;

    private final StringWriter err = new StringWriter();

    @BeforeEach
    void writeQuestionAndAnswers() throws IOException {
        Files.writeString(folder.resolve("question.jsonl"), "{\"question_id\":1,\"text\":\"Q\"}\n");
        Files.writeString(
                folder.resolve("answer_m.jsonl"),
                "{\"answer_id\":\"a\",\"text\":\"A\"}\n{\"answer_id\":\"b\",\"text\":\"B\"}\n");
    }

    @Test
    void shouldLeaveOutReviewsByOthersWithoutAWordOfRejection() throws IOException {
        Files.writeString(folder.resolve("review_x.jsonl"), REVIEW.formatted(1, 1) + REVIEW.formatted(2, 2));

        assertThat(run()).isZero();

        assertThat(err).hasToString("0 lines rejected, 1 reviews by others left out\n");
        assertThat(folder.resolve("out")).isNotEmptyFile();
    }

    @Test
    void shouldEndWithThreeWhenLinesAreRejected() throws IOException {
        Files.writeString(folder.resolve("review_x.jsonl"), REVIEW.formatted(1, 1) + "{\"review_id\":1\n");

        assertThat(run()).isEqualTo(3);

        assertThat(err.toString())
                .startsWith("review_x.jsonl:2: expected JSON, found an end in the middle of a value at column ")
                .endsWith("1 lines rejected, 0 reviews by others left out\n");
    }

    private int run() {
        return JudgefleetCommand.commandLine()
                .setErr(new PrintWriter(err))
                .execute(
                        "model",
                        "reviews",
                        folder.toString(),
                        folder.resolve("out").toString());
    }
}
