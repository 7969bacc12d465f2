package io.judgefleet.cli.submit;

import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.cli.Ran;
import io.judgefleet.cli.console.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DryRunTest {
    @TempDir
    Path folder;

    @Test
    void shouldShowThreeRequestsAndHowAllSpreadWhenRunIsDry() {
        var ran = Ran.Given.nothing().in(lines(40)).run("submit", "-", "--dry-run", "--tenant", "t", "--repeats", "2");

        assertThat(ran.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(ran.outLines())
                .hasSize(3)
                .first()
                .asString()
                .contains(
                        "\"topic\":\"judge-requests\"",
                        "\"judge-profile\":\"judgelm\"",
                        "\"tenant\":\"t\"",
                        "\"question\":\"Question 0?\"");
        assertThat(ran.err()).contains("requests by partition, of 12:", "requests: 80 would be sent");
    }

    @Test
    void shouldTakeTheSameSampleWhenItIsTakenAgainAndMoreOfItWhenShareGrows() {
        var small = sampled("0.3");
        var large = sampled("0.6");

        assertThat(sampled("0.3")).isEqualTo(small);
        assertThat(small.length()).isBetween(100, 400);
        assertThat(large.length()).isGreaterThan(small.length());
    }

    @Test
    void shouldSubmitTheMiddleWhenSomeAreSkippedAndSomeAreEnough() {
        var ran = Ran.Given.nothing().in(lines(10)).run("submit", "-", "--dry-run", "--skip", "3", "--limit", "2");

        assertThat(ran.out()).contains("Question 3?", "Question 4?").doesNotContain("Question 2?", "Question 5?");
        assertThat(ran.err()).contains("read 5: 2 accepted, 0 rejected, 3 not wanted");
    }

    @Test
    void shouldSayWhichModelsLookAlikeWhenOnlyInvisibleThingsTellThemApart() {
        var ran = Ran.Given.nothing()
                .in(lines(1) + lines(1).replace("\"b\"", "\"b\\u200b\"").replace("c0", "c1"))
                .run("submit", "-", "--dry-run");

        assertThat(ran.err())
                .contains("note: \"b\" and \"b\\u200b\" count as different models, though they differ only in blanks,");
    }

    @Test
    void shouldSayTwentyLinesOfAKindAndCountTheOthers() {
        var ran = Ran.Given.nothing().in("nonsense\n".repeat(1392)).run("submit", "-", "--dry-run");

        assertThat(ran.errLines()).hasSizeLessThan(30);
        assertThat(ran.err())
                .contains("-:20: expected JSON", "further lines of this kind are only counted", "1392 rejected")
                .doesNotContain("-:21:");
    }

    @Test
    void shouldSayThatItIsAFolderWhenFileIsOne() {
        var ran = Ran.run("submit", folder.toString(), "--dry-run");

        assertThat(ran.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(ran.err())
                .contains(folder + ": expected a file, found a folder")
                .hasLineCount(1);
    }

    @Test
    void shouldNameDataSetOfEveryLineWhenItIsGiven() {
        var ran = Ran.Given.nothing().in(lines(1)).run("submit", "-", "--dry-run", "--dataset", "mine");

        assertThat(ran.out()).contains("\"dataset\":\"mine\"");
        assertThat(Ran.Given.nothing()
                        .in(lines(1))
                        .run("submit", "-", "--dry-run", "--dataset", " ")
                        .exitCode())
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void shouldLeaveFileOfAPersonAsItIsWhenBadLinesWereToGoThere() throws IOException {
        var input = Files.writeString(folder.resolve("data.jsonl"), lines(2));

        var ran = Ran.run("submit", input.toString(), "--dry-run", "--on-invalid", "report", input.toString());

        assertThat(ran.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.err())
                .contains("expected a new file or an earlier output of this command, found something else");
        assertThat(input).hasContent(lines(2));
    }

    @Test
    void shouldWriteBadLinesToFileWhenTheyAreReported() throws IOException {
        var report = folder.resolve("bad.jsonl");

        var ran = Ran.Given.nothing()
                .in("nonsense\n" + lines(1))
                .run("submit", "--on-invalid", "report", report.toString(), "-", "--dry-run", "--quiet");

        assertThat(ran.exitCode()).isEqualTo(ExitCode.REJECTED);
        assertThat(ran.err()).doesNotContain("nonsense");
        assertThat(Files.readString(report))
                .startsWith("{\"source\":\"-\",\"line\":1,\"reason\":\"expected JSON, found the word");
    }

    @Test
    void shouldEndAtFirstBadLineWhenItShallFail() {
        var ran = Ran.Given.nothing()
                .in(lines(1) + "nonsense\n" + lines(3))
                .run("submit", "-", "--dry-run", "--on-invalid", "fail");

        assertThat(ran.exitCode()).isEqualTo(ExitCode.REJECTED);
        assertThat(ran.err()).contains("-:2: expected JSON", "ended at the first bad line");
    }

    @Test
    void shouldRejectComparisonWhenModeCannotJudgeIt() {
        var ran = Ran.Given.nothing().in(lines(1)).run("submit", "-", "--dry-run", "--mode", "multi");

        assertThat(ran.exitCode()).isEqualTo(ExitCode.REJECTED);
        assertThat(ran.errLines())
                .contains("-:1: expected 3 to 19 answers for mode multi, found 2 answers without a reference");
    }

    @Test
    void shouldLeaveReferenceOutWhenToldTo() {
        var line = Lines.line("r/1", "Why?", "x").replaceFirst("}$", ",\"reference\":\"because\"}");

        assertThat(Ran.Given.nothing().in(line).run("submit", "-", "--dry-run").out())
                .contains("\"reference\":\"because\"");
        assertThat(Ran.Given.nothing()
                        .in(line)
                        .run("submit", "-", "--dry-run", "--no-reference")
                        .out())
                .doesNotContain("because");
    }

    @Test
    void shouldPrintSummaryForProgramsWhenAsked() {
        var ran = Ran.Given.nothing().in(lines(2) + "nonsense\n").run("submit", "-", "--dry-run", "--json", "--quiet");

        assertThat(ran.outLines())
                .last()
                .asString()
                .contains(
                        "\"read\":3,\"accepted\":2,\"rejected\":1,\"rejectedByReason\":{\"expected JSON\":1}",
                        "\"dryRun\":true",
                        "\"exitCode\":3");
    }

    private static String sampled(String share) {
        var err = Ran.Given.nothing()
                .in(lines(1000))
                .run("submit", "-", "--dry-run", "--sample", share, "--key", "pair")
                .err();
        return err.lines()
                .filter(line -> line.startsWith("requests: "))
                .map(line -> "x".repeat(Integer.parseInt(line.split(" ")[1])))
                .collect(Collectors.joining());
    }

    private static String lines(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Lines.line("c" + i, "Question " + i + "?", "x") + "\n")
                .collect(Collectors.joining());
    }
}
