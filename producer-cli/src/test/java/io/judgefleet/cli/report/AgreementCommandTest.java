package io.judgefleet.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.judgefleet.cli.Ran;
import io.judgefleet.cli.console.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class AgreementCommandTest {
    private static final Path PANDALM =
            Path.of(System.getProperty("judgefleet.data", "../shared/data"), "pandalm", "testset-v1.json");

    @Test
    void shouldFindKnownFiguresWhenInputIsPandaLmsTestSet() {
        assumeTrue(Files.isRegularFile(PANDALM), () -> "skipped: expected PandaLM's test set in " + PANDALM);

        var ran = Ran.run("agreement", PANDALM.toString());

        assertThat(ran.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(ran.out())
                .contains(
                        "annotator1 - annotator2  999    91.29 %  0.852",
                        "annotator1 - annotator3  999    92.89 %  0.879",
                        "annotator2 - annotator3  999    91.79 %  0.862",
                        "Krippendorff's alpha 0.864, 999 comparisons");
    }

    @Test
    void shouldFindSameFiguresWhenPandaLmsTestSetIsSubmitted() {
        assumeTrue(Files.isRegularFile(PANDALM), () -> "skipped: expected PandaLM's test set in " + PANDALM);

        var ran = Ran.run("submit", PANDALM.toString(), "--dry-run");

        assertThat(ran.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(ran.outLines()).hasSize(3);
        assertThat(ran.err())
                .contains(
                        "read 999: 999 accepted, 0 rejected",
                        "judged as they are: 54 empty answers, 6 boolean answers that became text",
                        "requests: 999 would be sent",
                        "labels: 2997 would be sent",
                        "annotator1 - annotator2  999    91.29 %  0.852");
    }

    @Test
    void shouldSayTwentyLinesOfAKindWhenTheFileIsOfAnotherForm() {
        var ran = Ran.Given.nothing()
                .in(line("1", "ann", "first", "bob", "first") + "{\"prompt\":\"q\"}\n".repeat(1392))
                .run("agreement", "-");

        assertThat(ran.exitCode()).isEqualTo(ExitCode.REJECTED);
        assertThat(ran.errLines())
                .hasSize(21)
                .first()
                .isEqualTo("-:2: expected a text in question, found no such field");
        assertThat(ran.errLines().getLast()).isEqualTo("further lines of this kind are only counted");
    }

    @Test
    void shouldCountOnlyComparisonsWhereTwoMetWhenLabelsAreMissing() {
        var ran = Ran.Given.nothing()
                .in(line("1", "ann", "first", "bob", "first")
                        + line("2", "ann", "tie", "bob", "second")
                        + line("3", "ann", "tie", "ann", "tie"))
                .run("agreement", "-", "--json");

        assertThat(ran.out())
                .startsWith("{\"comparisons\":2,\"pairAgreement\":0.5,")
                .contains("{\"annotators\":[\"ann\",\"bob\"],\"n\":2,\"agreement\":0.5,");
    }

    @Test
    void shouldFailWhenNobodyMet() {
        var ran = Ran.Given.nothing().in("").run("agreement", "-");

        assertThat(ran.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(ran.err()).contains("expected comparisons with labels of two annotators, found none");
    }

    private static String line(String id, String one, String first, String other, String second) {
        return """
                {"id":"%s","question":"q","answers":[{"model":"a","text":"x"},{"model":"b","text":"y"}],\
                "labels":[{"annotator":"%s","preference":"%s"},{"annotator":"%s","preference":"%s"}]}
                """.formatted(id, one, first, other, second);
    }
}
