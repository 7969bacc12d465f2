package io.judgefleet.judgelm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MisuseTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "model examin a b | judgefleet model has no command examin; did you mean examine? | judgefleet model",
                "model examin --help | judgefleet model has no command examin; did you mean examine? | judgefleet"
                        + " model",
                "model logits --frobnicate | judgefleet model logits has no option --frobnicate | judgefleet model"
                        + " logits",
                "train | missing required | judgefleet train"
            })
    void shouldPrintReasonAndWhereTheHelpIsWhenUsageIsWrong(String words, String reason, String command) {
        var err = new StringWriter();

        int exitCode = JudgefleetCommand.commandLine()
                .setErr(new PrintWriter(err))
                .setOut(new PrintWriter(new StringWriter()))
                .execute(words.split(" "));

        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(2).first().asString().startsWith("judgefleet: ");
        assertThat(err.toString()).contains(reason).endsWith("see " + command + " --help" + System.lineSeparator());
    }
}
