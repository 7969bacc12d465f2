package io.judgefleet.judgelm.training.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.judgelm.prompt.LengthPolicy;
import io.judgefleet.judgelm.prompt.PromptTemplate;
import io.judgefleet.judgelm.tokenizer.Tokenizer;
import io.judgefleet.judgelm.training.TrainingFixtures;
import io.judgefleet.judgement.PresentationOrder;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class SampleEncoderTest {
    private static final Tokenizer TOKENIZER = Tokenizer.open(TrainingFixtures.BASE);
    private static final int END = 2;

    @AfterAll
    static void close() {
        TOKENIZER.close();
    }

    @Test
    void shouldPutJudgementAndEndBehindPromptWhenSampleFits() {
        var lesson = lesson("A short answer.", "8 3\nAssistant 1 is better.");
        var sample = encoder(1000, LengthPolicy.REJECT).encode(lesson).orElseThrow();

        var prompt = PromptTemplate.of(lesson.task())
                .render(lesson.task(), PresentationOrder.ORIGINAL)
                .text();
        assertThat(Arrays.copyOf(sample.tokens(), sample.promptTokens())).isEqualTo(TOKENIZER.encode(prompt));
        assertThat(TOKENIZER.decode(Arrays.copyOfRange(sample.tokens(), sample.promptTokens(), sample.tokens().length)))
                .isEqualTo("8 3\nAssistant 1 is better.");
        assertThat(sample.tokens()[sample.tokens().length - 1]).isEqualTo(END);
    }

    @Test
    void shouldLeaveOutSampleWhenItIsLongerThanTheWindow() {
        assertThat(encoder(300, LengthPolicy.REJECT).encode(lesson("long ".repeat(200), "8 3")))
                .isEmpty();
        assertThat(encoder(300, LengthPolicy.TRUNCATE_RIGHT).encode(lesson("a", "8 3\n" + "long ".repeat(200))))
                .isEmpty();
    }

    @Test
    void shouldShortenAnswersAndKeepJudgementWhenThePolicySaysSo() {
        var sample = encoder(600, LengthPolicy.TRUNCATE_RIGHT)
                .encode(lesson("begin " + "long ".repeat(500), "8 3\nAssistant 1."))
                .orElseThrow();

        assertThat(sample.tokens().length).isLessThanOrEqualTo(600).isGreaterThan(580);
        assertThat(TOKENIZER.decode(sample.tokens())).contains("begin long").endsWith("### Response:8 3\nAssistant 1.");
    }

    private static SampleEncoder encoder(int mostTokens, LengthPolicy policy) {
        return new SampleEncoder(TOKENIZER, END, mostTokens, policy);
    }

    private static Augmentation.Lesson lesson(String answer, String judgement) {
        return Augmentation.lesson(new TrainingExample(
                "e", "Why?", answer, "Because.", new TeacherJudgement(judgement), Optional.empty()));
    }
}
