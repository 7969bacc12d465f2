package io.judgefleet.judgelm.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.judgefleet.judgement.JudgingMode;
import io.judgefleet.judgement.PresentationOrder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PromptTemplateTest {
    private static final Path GOLDEN = Path.of("src/test/resources/judgelm/golden-prompts.json");

    @ParameterizedTest
    @CsvSource({
        "pair, PAIR, A1 A2, , judgelm-pair",
        "pair, CHAT, A1 A2, , judgelm-chat",
        "pair_ref, PAIR, A1 A2, REF, judgelm-pair-reference",
        "single, SINGLE, A1 A2, , judgelm-single",
        "single, SINGLE, A2, A1, judgelm-single",
        "single_ref, SINGLE, A1 A2, REF, judgelm-single-reference",
        "mmvet, MULTIMODAL, A1 A2, REF, judgelm-multimodal-reference",
        "multi3, MULTI, A1 A2 A3, , judgelm-multi",
        "multi_ref3, MULTI, A1 A2 A3, REF, judgelm-multi-reference",
        "multi4, MULTI, A1 A2 A3 A4, , judgelm-multi",
        "multi_ref4, MULTI, A1 A2 A3 A4, REF, judgelm-multi-reference"
    })
    void shouldRenderGoldenPrompt(String golden, JudgingMode mode, String answers, String reference, String id)
            throws IOException {
        var task = new JudgeTask(mode, "Q?", List.of(answers.split(" ")), Optional.ofNullable(reference));

        var template = PromptTemplate.of(task);

        assertThat(template.id()).isEqualTo(id);
        assertThat(template.render(task, PresentationOrder.ORIGINAL).text()).isEqualTo(golden(golden));
    }

    @Test
    void shouldReverseAnswersOnlyWhenSwapped() {
        var task = pair("Q?", "A1", "A2");

        assertThat(rendered(task, PresentationOrder.SWAPPED))
                .isEqualTo(rendered(pair("Q?", "A2", "A1"), PresentationOrder.ORIGINAL));
    }

    @Test
    void shouldLeaveUserTextUntouchedWhenItHoldsBracesAndNumberWords() {
        var text = "two {answer_1} for Assistant 1 and 2 %s $1";

        var prompt = rendered(
                new JudgeTask(JudgingMode.MULTI, text, List.of(text, text, text), Optional.of(text)),
                PresentationOrder.ORIGINAL);

        assertThat(prompt.split(Pattern.quote(text), -1)).hasSize(6);
        assertThat(prompt).contains("of three AI assistants", "only three values", "for Assistant 1, 2 and 3,");
    }

    @Test
    void shouldAnchorMultimodalAnswerToFirstAlternativeWhenReferenceHasSeveral() {
        var task = new JudgeTask(JudgingMode.MULTIMODAL, "Q?", List.of("A"), Optional.of("x<AND>y<OR>z"));

        assertThat(rendered(task, PresentationOrder.ORIGINAL))
                .contains("[Reference Answer]\nx<AND>y<OR>z\n", "Assistant 1's Answer]\nx<AND>y\n")
                .endsWith("### Response:10");
    }

    @Test
    void shouldJoinPartsWhenReferenceHasNoAlternatives() {
        var task = new JudgeTask(JudgingMode.MULTIMODAL, "Q?", List.of("A"), Optional.of("x<AND>y"));

        assertThat(rendered(task, PresentationOrder.ORIGINAL)).contains("Assistant 1's Answer]\nx and y\n");
    }

    @Test
    void shouldNameAllAnswersWhenThereAreNineteen() {
        var answers = Arrays.asList(new String[19]);
        answers.replaceAll(any -> "A");

        var prompt =
                rendered(new JudgeTask(JudgingMode.MULTI, "Q?", answers, Optional.empty()), PresentationOrder.ORIGINAL);

        assertThat(prompt)
                .contains(
                        "of nineteen AI assistants",
                        "for Assistant 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18 and 19,");
    }

    @ParameterizedTest
    @EnumSource(JudgingMode.class)
    void shouldRefuseTaskWhenItHasNoAnswers(JudgingMode mode) {
        var task = new JudgeTask(mode, "Q?", List.of(), Optional.of("R"));

        assertThatThrownBy(() -> rendered(task, PresentationOrder.ORIGINAL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found 0 answers");
    }

    private static JudgeTask pair(String question, String first, String second) {
        return new JudgeTask(JudgingMode.PAIR, question, List.of(first, second), Optional.empty());
    }

    private static String rendered(JudgeTask task, PresentationOrder order) {
        return PromptTemplate.of(task).render(task, order).text();
    }

    private static String golden(String name) throws IOException {
        JsonNode prompts = new ObjectMapper().readTree(GOLDEN.toFile());
        return prompts.get(name).get("text").textValue();
    }
}
