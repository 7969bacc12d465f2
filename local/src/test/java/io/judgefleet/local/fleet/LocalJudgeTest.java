package io.judgefleet.local.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.judgefleet.judgelm.Decoding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalJudgeTest {
    @TempDir
    Path folder;

    @Test
    void shouldLetBundledJudgeWriteItsScoresItself() {
        var judge = LocalJudge.of(Home.bundledJudge());

        assertThat(ServedJudge.of(judge).isRandom()).isFalse();
        assertThat(ServedJudge.of(judge).description()).isEqualTo("judge-small (trained weights), greedy");
    }

    @Test
    void shouldAllowNothingButScoresWhenWeightsAreRandom() throws IOException {
        model();
        Files.writeString(folder.resolve("judgefleet-judge.json"), "{\"name\": \"dice\", \"weights\": \"random\"}");

        var judge = LocalJudge.of(folder);

        assertThat(ServedJudge.of(judge).isRandom()).isTrue();
        assertThat(judge.decoding()).isEqualTo(Decoding.CONSTRAINED_ARGMAX);
        assertThat(ServedJudge.of(judge).description()).isEqualTo("dice (random weights), constrained-argmax");
    }

    @Test
    void shouldLetJudgeWriteWhatItWillWhenNothingSaysThatItIsRandom() throws IOException {
        model();

        assertThat(LocalJudge.of(folder).decoding()).isEqualTo(Decoding.GREEDY);
    }

    @Test
    void shouldSayWhatIsMissingWhenFolderHoldsNoModel() {
        assertThatThrownBy(() -> LocalJudge.of(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected a Hugging Face model folder with a config.json, found none in " + folder);
    }

    private void model() throws IOException {
        Files.writeString(folder.resolve("config.json"), "{}");
    }
}
