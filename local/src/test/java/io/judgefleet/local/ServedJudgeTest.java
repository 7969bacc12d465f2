package io.judgefleet.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ServedJudgeTest {
    @Test
    void shouldSayThatThereIsNoModelWhenWorkerIsScripted() throws IOException {
        var judge = ServedJudge.parse("""
            {"worker": {"profile": "judgelm"},
             "judge": {"name": "scripted", "weights-origin": "random", "decoding": "greedy"}}\
            """);

        assertThat(judge.description()).isEqualTo("scripted: a stand-in without a model");
        assertThat(judge.isRandom()).isTrue();
    }

    @Test
    void shouldNameWhatTheWorkerServesWhateverTheOptionsChose() throws IOException {
        var judge = ServedJudge.parse("""
            {"judge": {"name": "other-7b", "weights-origin": "trained", "decoding": "constrained-argmax"}}\
            """);

        assertThat(judge.description()).isEqualTo("other-7b (trained weights), constrained-argmax");
        assertThat(judge.isRandom()).isFalse();
    }
}
