package io.judgefleet.judgelm.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.judgefleet.judgelm.tokenizer.Tokenizer;
import io.judgefleet.judgement.JudgingMode;
import io.judgefleet.judgement.PresentationOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PromptWindowTest {
    private static final String LONG = "one two 日本 🎉 three four ".repeat(300);

    private static Tokenizer tokenizer;

    @BeforeAll
    static void open() {
        tokenizer = Tokenizer.open(Path.of("src/test/resources/llama-fixtures/vicuna-style"));
    }

    @AfterAll
    static void close() {
        tokenizer.close();
    }

    @Test
    void shouldGiveBothOrdersOfPairWhenTheyFit() {
        var prepared = window(LengthPolicy.REJECT).prepare(pair("Q?", "A1", "A2"));

        assertThat(prepared.prompts())
                .extracting(PreparedTask.Prompt::order)
                .containsExactly(PresentationOrder.ORIGINAL, PresentationOrder.SWAPPED);
        assertThat(prepared.prompts())
                .allSatisfy(prompt -> assertThat(prompt.truncatedTokens()).isZero());
        assertThat(text(prepared, 0)).contains("Assistant 1's Answer]\nA1\n");
        assertThat(text(prepared, 1)).contains("Assistant 1's Answer]\nA2\n");
    }

    @Test
    void shouldRejectWhenPolicySaysSo() {
        assertThatThrownBy(() -> window(LengthPolicy.REJECT).prepare(pair("Q?", LONG, "A2")))
                .isInstanceOf(PromptTooLongException.class)
                .hasMessageStartingWith("expected a prompt of at most 1000 tokens, found ");
    }

    @Test
    void shouldCutOnlyTheEndsOfAnswersWhenTruncatingRight() {
        var prepared = window(LengthPolicy.TRUNCATE_RIGHT).prepare(pair("Q?", "first " + LONG, "short"));

        assertThat(text(prepared, 0))
                .contains("Answer]\nfirst one two", "Answer]\nshort\n\n[The End")
                .endsWith("### Response:");
    }

    @Test
    void shouldCutOnlyTheBeginningsOfAnswersWhenTruncatingLeft() {
        var prepared = window(LengthPolicy.TRUNCATE_LEFT).prepare(pair("Q?", LONG + "last", LONG + "final"));

        assertThat(text(prepared, 0))
                .contains("four last\n\n[The End", "four final\n\n[The End")
                .endsWith("### Response:");
    }

    @ParameterizedTest
    @EnumSource(
            value = LengthPolicy.class,
            names = {"TRUNCATE_LEFT", "TRUNCATE_RIGHT"})
    void shouldFillWindowAndCutBothOrdersAlike(LengthPolicy policy) {
        var prepared = window(policy).prepare(pair("Q?", LONG, LONG + LONG));

        assertThat(prepared.prompts()).allSatisfy(prompt -> {
            assertThat(prompt.tokens()).hasSizeBetween(985, 1000);
            assertThat(prompt.truncatedTokens()).isPositive();
        });
        assertThat(answers(text(prepared, 0)))
                .containsExactlyElementsOf(answers(text(prepared, 1)).reversed());
        assertThat(answers(text(prepared, 0)).stream()
                        .map(PromptWindowTest::codePoints)
                        .distinct())
                .hasSize(1);
    }

    @Test
    void shouldRejectWhenQuestionAloneIsTooLong() {
        assertThatThrownBy(() -> window(LengthPolicy.TRUNCATE_RIGHT).prepare(pair(LONG, "A1", "A2")))
                .isInstanceOf(PromptTooLongException.class)
                .hasMessageEndingWith("even without its answers");
    }

    @Test
    void shouldGiveOnlyTheOrderThatIsAskedFor() {
        var task = new JudgeTask(
                JudgingMode.PAIR, "Q?", List.of("A1", "A2"), Optional.empty(), List.of(PresentationOrder.SWAPPED));

        var prepared = window(LengthPolicy.REJECT).prepare(task);

        assertThat(prepared.prompts())
                .singleElement()
                .satisfies(prompt -> assertThat(prompt.order()).isEqualTo(PresentationOrder.SWAPPED));
        assertThat(text(prepared, 0)).contains("Assistant 1's Answer]\nA2\n");
    }

    private static PromptWindow window(LengthPolicy policy) {
        return new PromptWindow(tokenizer, 1000, policy);
    }

    private static JudgeTask pair(String question, String first, String second) {
        return new JudgeTask(JudgingMode.PAIR, question, List.of(first, second), Optional.empty());
    }

    private static String text(PreparedTask prepared, int prompt) {
        return tokenizer.decode(prepared.prompts().get(prompt).tokens());
    }

    private static int codePoints(String text) {
        return text.codePointCount(0, text.length());
    }

    private static List<String> answers(String prompt) {
        return Pattern.compile("Answer]\n(.*)\n\n\\[The End")
                .matcher(prompt)
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}
