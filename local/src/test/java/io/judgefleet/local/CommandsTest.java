package io.judgefleet.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.cli.Cli;
import io.judgefleet.cli.OtherModules;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldListCommandsOfEveryModuleWhenAskedForHelp() {
        assertThat(run("--help")).isZero();

        assertThat(out.toString().lines().map(line -> line.strip().split(" ")[0]))
                .contains("demo", "local", "worker", "aggregator")
                .contains("submit", "verdicts", "leaderboard", "metrics", "topics", "doctor")
                .contains("model");
    }

    @Test
    void shouldPrintTheSameHelpWhenOnlyTheNamesOfOtherModulesAreKnown() {
        var byName = Cli.commandLine();
        OtherModules.addTo(byName);

        assertThat(byName.getUsageMessage()).isEqualTo(Commands.commandLine().getUsageMessage());
    }

    @Test
    void shouldSayWhatIsWrongInOneLineWhenModelFolderHoldsNone() {
        assertThat(run("demo", "--model", folder.toString())).isEqualTo(2);

        assertThat(err)
                .hasToString("judgefleet: expected a Hugging Face model folder with a config.json, found none in "
                        + folder + System.lineSeparator());
    }

    @Test
    void shouldSayWhichFileIsMissingWhenInputIsNotThere() {
        assertThat(run("demo", "--input", folder.resolve("none.jsonl").toString()))
                .isEqualTo(1);

        assertThat(err.toString()).contains("none.jsonl").hasLineCount(1);
    }

    @Test
    void shouldNameTheChoicesWhenDecodingIsUnknown() {
        assertThat(run("local", "--decoding", "sampling")).isEqualTo(2);

        assertThat(err.toString()).contains("expected greedy or constrained-argmax, found \"sampling\"");
    }

    private int run(String... words) {
        return Commands.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words);
    }
}
