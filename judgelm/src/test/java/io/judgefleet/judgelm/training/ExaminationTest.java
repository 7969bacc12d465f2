package io.judgefleet.judgelm.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.judgelm.JudgeTask;
import io.judgefleet.judgelm.JudgedPass;
import io.judgefleet.judgelm.training.Examination.Item;
import io.judgefleet.metrics.JudgingMode;
import io.judgefleet.metrics.PassOutcome;
import io.judgefleet.metrics.PassOutcome.Scored;
import io.judgefleet.metrics.PassOutcome.Unparsable;
import io.judgefleet.metrics.Preference;
import io.judgefleet.metrics.PresentationOrder;
import io.judgefleet.metrics.ScorePair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked // a name that is missing from a map shall fail the test
class ExaminationTest {
    @TempDir
    Path folder;

    @Test
    void shouldCountAsJudgeLmDoesWhenPassesAgreeDifferAndFail() {
        var examination = Examination.empty()
                .plus(item("long answer", "short", Preference.FIRST), passes(scored(9, 2), scored(2, 9)))
                .plus(item("short", "long answer", Preference.SECOND), passes(scored(8, 3), scored(8, 3)))
                .plus(item("short", "long answer", Preference.FIRST), passes(new Unparsable("no"), scored(1, 9)))
                .plus(item("same", "like", Preference.FIRST), passes(scored(7, 4), scored(5, 5)));

        assertThat(value(examination, "agreement")).isEqualTo(0.5);
        assertThat(value(examination, "agreement-of-both-orders")).isEqualTo(0.75);
        assertThat(value(examination, "consistency")).isEqualTo(0.25);
        assertThat(value(examination, "bias-first")).isEqualTo(0.5);
        assertThat(value(examination, "bias-second")).isEqualTo(0.25);
        assertThat(value(examination, "delta-bias")).isEqualTo(0.25);
        assertThat(value(examination, "parse-rate")).isEqualTo(7 / 8.0);
        assertThat(value(examination, "majority-class")).isEqualTo(0.75);
        assertThat(value(examination, "longer-answer")).isEqualTo(0.5);
    }

    @Test
    void shouldTakeMajorityAndJoinInputWhenFileIsPandaLms() throws IOException {
        var file = Files.writeString(folder.resolve("testset.json"), """
                [{"instruction": "Add.", "input": "1 2", "response1": true, "response2": "3", "annotator1": 2, "annotator2": 2, "annotator3": 1},
                 {"instruction": "Go.", "input": "", "response1": "a", "response2": "b", "annotator1": 0, "annotator2": 1, "annotator3": 0}]
                """);

        assertThat(LabelledFile.PANDALM.read(file, false))
                .containsExactly(
                        new Item(task("Add.\\n1 2".replace("\\n", "\n"), "True", "3"), Preference.SECOND),
                        new Item(task("Go.", "a", "b"), Preference.TIE));
    }

    @Test
    void shouldShowReferenceOnlyWhenAskedForIt() throws IOException {
        var file = Files.writeString(folder.resolve("comparisons.jsonl"), """
                {"question": "Q", "reference": "R", "answers": [{"text": "a"}, {"text": "b"}], "labels": [{"preference": "tie"}]}
                """);

        assertThat(LabelledFile.COMPARISONS.read(file, false).getFirst().task().reference())
                .isEmpty();
        assertThat(LabelledFile.COMPARISONS.read(file, true).getFirst().task().reference())
                .contains("R");
    }

    private static double value(Examination examination, String figure) {
        return examination.figures().get(figure).value().orElseThrow();
    }

    private static Item item(String first, String second, Preference label) {
        return new Item(task("Q", first, second), label);
    }

    private static JudgeTask task(String question, String first, String second) {
        return new JudgeTask(JudgingMode.PAIR, question, List.of(first, second), Optional.empty());
    }

    private static List<JudgedPass> passes(PassOutcome original, PassOutcome swapped) {
        return List.of(pass(PresentationOrder.ORIGINAL, original), pass(PresentationOrder.SWAPPED, swapped));
    }

    private static JudgedPass pass(PresentationOrder order, PassOutcome outcome) {
        return new JudgedPass(order, outcome, "", Optional.empty(), 0, 0, 0);
    }

    private static Scored scored(double first, double second) {
        return new Scored(new ScorePair(first, second));
    }
}
