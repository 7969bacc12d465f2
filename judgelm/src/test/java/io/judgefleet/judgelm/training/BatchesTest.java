package io.judgefleet.judgelm.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.judgefleet.judgelm.training.data.Augmentation;
import io.judgefleet.judgelm.training.data.Splits;
import io.judgefleet.judgelm.training.data.TeacherJudgement;
import io.judgefleet.judgelm.training.data.TrainingExample;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchesTest {
    private static final Augmentation AS_IS = new Augmentation(0, 0, 0, 3);

    @Test
    void shouldShowEveryExampleOnceInEachEpochWhenStepsCrossEpochs() {
        var batches = new Batches(examples(10), AS_IS, 4);
        var seen = new ArrayList<String>();
        for (int step = 1; step <= 5; step++) {
            batches.of(step).forEach(lesson -> seen.add(lesson.task().question()));
        }

        assertThat(new HashSet<>(seen.subList(0, 10))).hasSize(10);
        assertThat(new HashSet<>(seen.subList(10, 20))).hasSize(10);
        assertThat(seen.subList(0, 10)).isNotEqualTo(seen.subList(10, 20));
    }

    @Test
    void shouldGiveSameBatchWhenAskedForALaterStepFirst() {
        var inOrder = new Batches(examples(10), AS_IS, 4);
        IntStream.rangeClosed(1, 6).forEach(inOrder::of);

        assertThat(new Batches(examples(10), AS_IS, 4).of(7)).isEqualTo(inOrder.of(7));
    }

    @Test
    void shouldRefuseDataWhenThereAreNoExamples() {
        assertThatThrownBy(() -> new Batches(List.of(), AS_IS, 4))
                .hasMessageContaining("at least one training example");
    }

    @Test
    void shouldKeepQuestionsApartWhenExamplesAreSplit() {
        var examples = new ArrayList<TrainingExample>();
        for (int i = 0; i < 3; i++) {
            examples.addAll(examples(1000));
        }
        var splits = Splits.of(examples, 0.2);

        assertThat(splits.heldOut())
                .extracting(TrainingExample::question)
                .doesNotContainAnyElementsOf(splits.training().stream()
                        .map(TrainingExample::question)
                        .toList());
        assertThat(splits.heldOut().size() / 3000.0).isCloseTo(0.2, within(0.04));
    }

    @Test
    void shouldRiseToPeakAndFallToFloorWhenRateIsScheduled() {
        var schedule = new Schedule(80, 100, 1, 0.01, 0.1, 0.2);

        assertThat(schedule.rate(1)).isCloseTo(0.001, within(1e-12));
        assertThat(schedule.rate(10)).isCloseTo(0.01, within(1e-12));
        assertThat(schedule.rate(55)).isCloseTo(0.01 * 0.6, within(1e-12));
        assertThat(schedule.rate(100)).isCloseTo(0.002, within(1e-12));
    }

    private static List<TrainingExample> examples(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new TrainingExample(
                        "e" + i, "question " + i, "first", "second", new TeacherJudgement("8 3"), Optional.empty()))
                .toList();
    }
}
