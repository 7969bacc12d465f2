package io.judgefleet.judgelm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
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
                "train | missing required | judgefleet train",
                "model | expected a command, one of agreement, attacks, examine, | judgefleet model",
                "model agreement m --input f --limit few | --limit: expected a whole number, found \"few\" | judgefleet"
                        + " model agreement",
                "model agreement m --input f --least much | --least: expected a number, found \"much\" | judgefleet model"
                        + " agreement",
                "model examine m f --format panda | --format: expected one of native, judgelm, judgebench, pandalm, found"
                        + " \"panda\" | judgefleet model examine",
                "model examine m f --overlong cut | --overlong: expected one of reject, truncate_left, truncate_right, found"
                        + " \"cut\" | judgefleet model examine"
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "JUDGEFLEET_MODEL_AGREEMENT_LIMIT | 0 | expected --limit of 1 or more, found 0",
                "JUDGEFLEET_MODEL_AGREEMENT_LIMT | 5 | unknown environment variable JUDGEFLEET_MODEL_AGREEMENT_LIMT; did you"
                        + " mean JUDGEFLEET_MODEL_AGREEMENT_LIMIT?",
                "JUDGEFLEET_TRIAN_STEPS | 5 | unknown environment variable JUDGEFLEET_TRIAN_STEPS; did you mean"
                        + " JUDGEFLEET_TRAIN_STEPS?",
                "JUDGEFLEET_LOCAL_DATA | d | no such file: f",
                "JUDGEFLEET_TRAIN_STEP | 5 | unknown environment variable JUDGEFLEET_TRAIN_STEP; did you mean"
                        + " JUDGEFLEET_TRAIN_STEPS?"
            })
    void shouldTakeOptionFromEnvironmentAndRefuseVariableOfNoOption(String name, String value, String reason) {
        var err = new StringWriter();

        int exitCode = JudgefleetCommand.commandLine(Map.of(name, value))
                .setErr(new PrintWriter(err))
                .execute("model", "agreement", "m", "--input", "f");

        assertThat(exitCode).isPositive();
        assertThat(err.toString()).startsWith("judgefleet: " + reason);
    }
}
