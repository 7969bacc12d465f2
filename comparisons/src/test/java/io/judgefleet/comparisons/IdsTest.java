package io.judgefleet.comparisons;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdsTest {
    private static final List<Answer> ANSWERS = List.of(new Answer("a", "42"), new Answer("b", "43"));

    @Test
    void shouldKeepIdsOfEarlierBuildsWhenThereIsNoConversation() {
        var question = Question.of("What is 6 times 7?");

        assertThat(question.id()).isEqualTo("de8550605e4a463ebd17374c77527c36");
        assertThat(ComparisonId.of(question, ANSWERS, null)).hasToString("adb60e4029f41edac6ad2afed3d23637");
        assertThat(ComparisonId.of(question, ANSWERS, "42")).hasToString("025225f3c8e137585126ccee42dc5964");
        assertThat(ComparisonId.of("set", "17")).hasToString("set/17");
        assertThat(LabelId.of(ComparisonId.of("set", "17"), "ann")).hasToString("afb0472f32c8381f48368bdac1fa8a70");
    }

    @Test
    void shouldDifferWhenConversationsBeforeTheQuestionDo() {
        var questions = Stream.of(
                        List.<Turn>of(),
                        List.of(new Turn("user", "Is it raining?")),
                        List.of(new Turn("user", "Is it snowing?")),
                        List.of(new Turn("assistant", "Is it raining?")),
                        List.of(new Turn("user", "Is it raining?"), new Turn("assistant", "Yes.")),
                        List.of(new Turn("user", "Is it raining?assistantYes.")))
                .map(turns -> Question.of("Are you sure?", turns))
                .toList();

        assertThat(questions).extracting(Question::id).doesNotHaveDuplicates();
        assertThat(questions)
                .extracting(question -> ComparisonId.of(question, ANSWERS, null))
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldDifferWhenPartsAreJoinedToTheSame() {
        var texts = ComparisonId.of(Question.of("q"), ANSWERS, null);

        assertThat(texts.within("a/b", "c")).isNotEqualTo(texts.within("a", "b/c"));
        assertThat(Digest.ofKind("a", List.of("b", "c"))).isNotEqualTo(Digest.ofKind("a", List.of("bc")));
        assertThat(Digest.ofKind("a", List.of("b"))).isNotEqualTo(Digest.of("a", "b"));
    }
}
