package io.judgefleet.judgelm.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.judgefleet.judgelm.training.data.TrainingExample.Referenced;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AugmentationTest {
    private static final int MANY = 4000;

    @Test
    void shouldChangeEverythingThatNamesAnOrderWhenSwapIsCertain() {
        var lesson = new Augmentation(1, 1, 0, 1).apply(example("e"), 0);

        assertThat(lesson.task().answers()).containsExactly("second", "first");
        assertThat(lesson.task().reference()).contains("reference");
        assertThat(lesson.judgement().text()).isEqualTo("2 9\nAssistant 2 matches the reference.");
    }

    @Test
    void shouldTakeJudgementMadeWithoutReferenceWhenReferenceIsNotShown() {
        for (var augmentation : List.of(new Augmentation(0, 0, 0, 1), new Augmentation(0, 1, 1, 1))) {
            var lesson = augmentation.apply(example("e"), 0);

            assertThat(lesson.task().reference()).isEmpty();
            assertThat(lesson.judgement().text()).isEqualTo("8 3\nAssistant 1 is better.");
        }
    }

    @Test
    void shouldFollowRatiosWhenManyExamplesAreAugmented() {
        var augmentation = new Augmentation(0.3, 0.8, 0.25, 5);

        assertThat(share(
                        augmentation,
                        lesson -> lesson.task().answers().getFirst().equals("second")))
                .isCloseTo(0.3, within(0.03));
        assertThat(share(augmentation, lesson -> lesson.task().reference().isPresent()))
                .isCloseTo(0.8 * 0.75, within(0.03));
    }

    @Test
    void shouldGiveSameLessonWhenSeedExampleAndEpochAreSame() {
        var augmentation = new Augmentation(0.5, 0.5, 0.5, 9);
        var lessons = IntStream.range(0, 200)
                .mapToObj(i -> augmentation.apply(example("e" + i), 3))
                .toList();

        assertThat(IntStream.range(0, 200).mapToObj(i -> augmentation.apply(example("e" + i), 3)))
                .isEqualTo(lessons);
        assertThat(IntStream.range(0, 200).mapToObj(i -> augmentation.apply(example("e" + i), 4)))
                .isNotEqualTo(lessons);
    }

    @Test
    void shouldSwapSameExamplesWhenReferenceRatiosDiffer() {
        var with = new Augmentation(0.5, 1, 0, 2);
        var without = new Augmentation(0.5, 0, 0, 2);

        for (int i = 0; i < 100; i++) {
            assertThat(with.apply(example("e" + i), 0).task().answers())
                    .isEqualTo(without.apply(example("e" + i), 0).task().answers());
        }
    }

    @Test
    void shouldLeaveExampleAsItWasWhenAugmentedInManyEpochs() {
        var example = example("e");
        var augmentation = new Augmentation(0.5, 0.5, 0.5, 1);
        IntStream.range(0, 50).forEach(epoch -> augmentation.apply(example, epoch));

        assertThat(example).isEqualTo(example("e"));
    }

    @Test
    void shouldRefuseRatioWhenItIsNoShare() {
        assertThatThrownBy(() -> new Augmentation(1.5, 0, 0, 1)).hasMessageContaining("swap ratio");
        assertThatThrownBy(() -> new Augmentation(0, -0.5, 0, 1)).hasMessageContaining("reference support ratio");
    }

    private static double share(Augmentation augmentation, Predicate<Augmentation.Lesson> property) {
        return IntStream.range(0, MANY)
                        .mapToObj(i -> augmentation.apply(example("e" + i), 0))
                        .filter(property)
                        .count()
                / (double) MANY;
    }

    private static TrainingExample example(String id) {
        return new TrainingExample(
                id,
                "question",
                "first",
                "second",
                new TeacherJudgement("8 3\nAssistant 1 is better."),
                Optional.of(
                        new Referenced("reference", new TeacherJudgement("9 2\nAssistant 1 matches the reference."))));
    }
}
