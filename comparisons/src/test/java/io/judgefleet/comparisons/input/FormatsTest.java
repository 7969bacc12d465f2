package io.judgefleet.comparisons.input;

import static io.judgefleet.comparisons.input.Inputs.read;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.judgefleet.comparisons.AnnotatorKind;
import io.judgefleet.comparisons.Answer;
import io.judgefleet.comparisons.Question;
import io.judgefleet.judgement.Preference;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatsTest {
    private static final String JUDGELM = """
            {"question_id":3,"question_body":"q","answer1_body":"x","answer2_body":"y","answer1_model_id":"m/1",\
            "answer2_model_id":"m2","score":[7.0,8.5],"reference":{"text":"r"}}""";
    private static final String JUDGEBENCH = """
            {"pair_id":"p1","source":"mmlu-pro","question":"q","response_model":"gpt","response_A":"x","response_B":"y","label":"B>A"}""";
    private static final String PANDALM = """
            {"idx":4,"cmp_key":"bloom-7b_llama-7b","instruction":"i","input":"j","response1":true,"response2":"",\
            "annotator1":0,"annotator2":1,"annotator3":2,"motivation_app":"Grammarly"}""";

    @Test
    void shouldReadSamplesOfJudgeLm() {
        var item = accepted(JUDGELM);

        assertThat(item.comparison().id()).asString().matches("judgelm/3/[0-9a-f]{32}");
        assertThat(item.comparison().question().id()).isEqualTo(Question.of("q").id());
        assertThat(item.comparison().answers()).containsExactly(new Answer("m/1", "x"), new Answer("m2", "y"));
        assertThat(item.comparison().reference()).contains("r");
        assertThat(item.labels()).singleElement().satisfies(label -> {
            assertThat(label.kind()).isEqualTo(AnnotatorKind.TEACHER);
            assertThat(label.preference()).isEqualTo(Preference.SECOND);
        });
    }

    @Test
    void shouldHaveNoLabelWhenTeacherOfJudgeLmWasUnreadable() {
        assertThat(accepted(JUDGELM.replace("[7.0,8.5]", "[-1,-1]")).labels()).isEmpty();
    }

    @Test
    void shouldReadAllAnswersWhenSampleOfJudgeLmHasMoreThanTwo() {
        var item =
                accepted(JUDGELM.replace("\"score\"", "\"answer3_body\":\"z\",\"answer3_model_id\":\"m3\",\"score\""));

        assertThat(item.comparison().answers()).hasSize(3);
    }

    @Test
    void shouldReadPairsOfJudgeBench() {
        var item = accepted(JUDGEBENCH);

        assertThat(item.comparison().id()).asString().matches("judgebench/p1/[0-9a-f]{32}");
        assertThat(item.comparison().answers()).containsExactly(new Answer("gpt/A", "x"), new Answer("gpt/B", "y"));
        assertThat(item.comparison().category()).contains("mmlu-pro");
        assertThat(item.labels()).singleElement().satisfies(label -> {
            assertThat(label.kind()).isEqualTo(AnnotatorKind.GOLD);
            assertThat(label.preference()).isEqualTo(Preference.SECOND);
        });
    }

    @Test
    void shouldReadTestSetOfPandaLm() {
        var item = accepted("[" + PANDALM + "]");

        assertThat(item.comparison().id()).asString().matches("pandalm-test/4/[0-9a-f]{32}");
        assertThat(item.comparison().question().text()).isEqualTo("i\nj");
        assertThat(item.comparison().answers())
                .containsExactly(new Answer("bloom-7b", "True"), new Answer("llama-7b", ""));
        assertThat(item.booleanAnswers()).isEqualTo(1);
        assertThat(item.emptyAnswers()).isEqualTo(1);
        assertThat(item.labels())
                .extracting(label -> label.annotator() + " " + label.preference())
                .containsExactly("annotator1 TIE", "annotator2 FIRST", "annotator3 SECOND");
    }

    static Stream<Arguments> badObjects() {
        return Stream.of(
                arguments(
                        PANDALM.replace("_llama", "-llama"),
                        "expected two model names around one underscore in cmp_key"),
                arguments(PANDALM.replace(":2,", ":3,"), "expected 0, 1 or 2 in annotator3, found the number 3"),
                arguments(PANDALM.replace("true", "12"), "expected a text in response1, found the number 12"),
                arguments(
                        PANDALM.replace("\"idx\":4,", ""), "expected a text or an integer in idx, found no such field"),
                arguments(
                        JUDGELM.replace("true", "12").replace("\"y\"", "false"),
                        "expected a text in answer2_body, found the boolean false"),
                arguments(
                        JUDGELM.replace("[7.0,8.5]", "[7,80]"), "second score must be within 0.0 to 10.0, found 80.0"),
                arguments(JUDGELM.replace("[7.0,8.5]", "[7,\"8\"]"), "expected numbers in score, found the text \"8\""),
                arguments(JUDGEBENCH.replace("B>A", "A=B"), "expected A>B or B>A in label, found the text \"A=B\""),
                arguments(
                        JUDGEBENCH.replace("response_B", "response_C"),
                        "expected a text in response_B, found no such field"));
    }

    @ParameterizedTest
    @MethodSource("badObjects")
    void shouldRejectObjectWhenFieldIsWrong(String object, String reason) {
        assertThat(read(object))
                .singleElement()
                .satisfies(item -> assertThat(Inputs.told(item)).contains(reason));
    }

    @Test
    void shouldKeepFormatOfFirstObjectWhenOthersLookDifferent() {
        var items = read(JUDGEBENCH, Inputs.line("c1"));

        assertThat(items.get(0)).isInstanceOf(Item.Accepted.class);
        assertThat(Inputs.told(items.get(1)))
                .isEqualTo("2 rejected expected a text in response_A, found no such field");
    }

    @ParameterizedTest
    @ValueSource(strings = {JUDGELM, JUDGEBENCH, PANDALM})
    void shouldHaveAnotherIdWhenTextsModelsOrDataSetDiffer(String object) {
        var ids = Stream.of(
                        object,
                        object.replace("\"q\"", "\"p\"").replace("\"i\"", "\"p\""),
                        object.replace("\"y\"", "\"z\"").replace("\"response2\":\"\"", "\"response2\":\"z\""),
                        object.replace("m2", "m3").replace("gpt", "gpt2").replace("llama", "lama"),
                        object.replace(":3", ":31").replace("p1", "p2").replace(":4", ":41"))
                .map(text -> accepted(text).comparison().id())
                .toList();

        assertThat(ids).doesNotHaveDuplicates();
        assertThat(ids).doesNotContain(named(object, "mine").comparison().id());
        assertThat(accepted(object).comparison().id()).isEqualTo(ids.get(0));
    }

    @Test
    void shouldTellModelsApartWhenTheirNamesHoldTheSeparator() {
        var one = accepted(JUDGELM.replace("m/1", "a/b").replace("m2", "c"));
        var other = accepted(JUDGELM.replace("m/1", "a").replace("m2", "b/c"));

        assertThat(one.comparison().id()).isNotEqualTo(other.comparison().id());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"c1\",\"dataset\":\"own\",\"question\":\"q\",\"answers\":[{\"model\":\"a\",\"text\":\"x\"}]}",
                JUDGELM,
                JUDGEBENCH,
                PANDALM
            })
    void shouldTakeDataSetFromSettingsWhenItIsNamed(String object) {
        var comparison = named(object, "mine").comparison();

        assertThat(comparison.dataset()).contains("mine");
        assertThat(comparison.id().value()).startsWith("mine/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"logprobs\":-7.02},{\"logprobs\":-6.2}]",
                "[null,null]",
                "null",
                "[]",
                "\"\"",
                "[\"placeholder\",\"placeholder\"]"
            })
    void shouldHaveNoLabelWhenScoresOfJudgeLmAreNone(String score) {
        var item = accepted(JUDGELM.replace("[7.0,8.5]", score));

        assertThat(item.labels()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\" \"", "null"})
    void shouldNumberModelsWhenJudgeLmHasNoNamesForThem(String name) {
        var item = accepted(JUDGELM.replace("\"m/1\"", name).replace("\"m2\"", name));

        assertThat(item.comparison().answers()).extracting(Answer::modelId).containsExactly("answer1", "answer2");
    }

    @Test
    void shouldNameFormatsAndFieldsOnceWhenFormatIsUnknown() {
        var items = read(
                "{\"prompt\":\"q\",\"chosen\":\"x\",\"rejected\":\"y\"}",
                "{\"prompt\":1}",
                "{}",
                Inputs.line("c1"),
                "{}");

        assertThat(items)
                .extracting(Inputs::told)
                .containsExactly(
                        "1 rejected expected the fields of a comparison, found prompt, chosen, rejected; the formats are"
                                + " native (question, answers), judgelm (question_body, answer1_body), judgebench (pair_id,"
                                + " response_A), pandalm (cmp_key, response1)",
                        "3 rejected expected the fields of a comparison, found none in this and the 2 objects before it",
                        "4 accepted c1",
                        "5 rejected expected a text in question, found no such field");
        assertThat(((Item.Rejected) items.get(1)).objects()).isEqualTo(2);
    }

    private static Item.Accepted named(String object, String dataset) {
        var settings = new InputSettings(Optional.empty(), Optional.of(dataset), Inputs.READ_AT);
        return (Item.Accepted)
                Inputs.read(Inputs.source(object.getBytes(UTF_8)), settings).get(0);
    }

    private static Item.Accepted accepted(String object) {
        return (Item.Accepted) read(object).get(0);
    }
}
