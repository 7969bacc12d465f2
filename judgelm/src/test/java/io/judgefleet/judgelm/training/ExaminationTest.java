package io.judgefleet.judgelm.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.judgelm.prompt.JudgeTask;
import io.judgefleet.judgelm.training.Examination.Item;
import io.judgefleet.judgelm.training.data.TrainingFile;
import io.judgefleet.judgement.JudgingMode;
import io.judgefleet.judgement.Pass;
import io.judgefleet.judgement.PassOutcome;
import io.judgefleet.judgement.PassOutcome.Scored;
import io.judgefleet.judgement.PassOutcome.Unparsable;
import io.judgefleet.judgement.Preference;
import io.judgefleet.judgement.PresentationOrder;
import io.judgefleet.judgement.ScorePair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
                [{"idx": 1, "cmp_key": "a_b", "instruction": "Add.", "input": "1 2", "response1": true, "response2": "3", "annotator1": 2, "annotator2": 2, "annotator3": 1},
                 {"idx": 2, "cmp_key": "a_b", "instruction": "Go.", "input": "", "response1": "a", "response2": "b", "annotator1": 0, "annotator2": 1, "annotator3": 0},
                 {"idx": 3, "cmp_key": "a_b", "instruction": "Stop.", "input": "", "response1": "a", "response2": "b", "annotator1": 0, "annotator2": 1, "annotator3": 2},
                 {"idx": 4, "cmp_key": "a_b", "instruction": "Go.", "input": "", "response1": "a", "response2": "b", "annotator1": 0, "annotator2": 1, "annotator3": 3}]
                """);

        assertThat(read(file, false).labelled())
                .containsExactly(
                        new Item(task("Add.\\n1 2".replace("\\n", "\n"), "True", "3"), Preference.SECOND),
                        new Item(task("Go.", "a", "b"), Preference.TIE));
    }

    @Test
    void shouldNameTheLineWhenAnnotatorSaysSomethingElse() throws IOException {
        var file = Files.writeString(folder.resolve("testset.jsonl"), """
                {"idx": 4, "cmp_key": "a_b", "instruction": "Go.", "response1": "a", "response2": "b", "annotator1": 3}
                """);

        assertThat(read(file, false).skips())
                .extracting(TrainingFile.Skip::toString)
                .containsExactly("testset.jsonl:1: expected 0, 1 or 2 in annotator1, found the number 3");
    }

    @Test
    void shouldShowReferenceOnlyWhenAskedForIt() throws IOException {
        var file = Files.writeString(folder.resolve("comparisons.jsonl"), comparison("[]"));

        assertThat(read(file, false).tasks().getFirst().reference()).isEmpty();
        assertThat(read(file, true).tasks().getFirst().reference()).contains("R");
    }

    @ParameterizedTest
    @CsvSource({
        "human first;human second;human second, SECOND",
        "human first;human second,",
        "teacher first;teacher first;human tie, TIE",
        "human first;human first;gold second, SECOND",
        "human first, FIRST",
        "'',"
    })
    void shouldTakeTheMajorityWhenThereAreSeveralLabels(String labels, @Nullable Preference expected)
            throws IOException {
        var json = new ArrayList<String>();
        for (var label : labels.isEmpty() ? new String[0] : labels.split(";")) {
            var words = label.split(" ");
            json.add("{\"annotator\": %d, \"kind\": \"%s\", \"preference\": \"%s\"}"
                    .formatted(json.size(), words[0], words[1]));
        }
        var file = Files.writeString(folder.resolve("comparisons.jsonl"), comparison(json.toString()));

        var content = read(file, false);

        assertThat(content.entries()).hasSize(1);
        assertThat(content.labelled())
                .extracting(Item::label)
                .isEqualTo(expected == null ? List.of() : List.of(expected));
    }

    private static String comparison(String labels) {
        return """
                {"question": "Q", "reference": "R", "answers": [{"model": "m", "text": "a"}, {"model": "n", "text": "b"}], "labels": %s}
                """.formatted(labels);
    }

    private static ComparisonFile.Content read(Path file, boolean references) throws IOException {
        return new ComparisonFile(file, Optional.empty(), references).read(Integer.MAX_VALUE);
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

    private static List<Pass> passes(PassOutcome original, PassOutcome swapped) {
        return List.of(pass(PresentationOrder.ORIGINAL, original), pass(PresentationOrder.SWAPPED, swapped));
    }

    private static Pass pass(PresentationOrder order, PassOutcome outcome) {
        return new Pass(order, outcome, "", Optional.empty(), 0, 0, 0);
    }

    private static Scored scored(double first, double second) {
        return new Scored(new ScorePair(first, second));
    }
}
