package io.judgefleet.judgelm;

import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.judgement.PassOutcome.Refused;
import io.judgefleet.judgement.PassOutcome.Unparsable;
import io.judgefleet.judgement.ScoreLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "I'm sorry, but I cannot judge these answers.",
                "I\u2019m very sorry",
                " Sorry, but this is harmful",
                "I cannot assist with that.",
                "I can't rate either of them",
                "\"I am unable to compare",
                "As an AI language model, I have no preference"
            })
    void shouldKnowACompletionThatDeclinesToJudge(String completion) {
        assertThat(Refusal.isOne(completion)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "8 7",
                "I would give 8 and 7",
                "I think that both answers are good",
                "Assistant 1 says: I'm sorry",
                "Sorry state of affairs in both answers",
                "As an aide, assistant 1 is better"
            })
    void shouldNotTakeAnotherCompletionForARefusal(String completion) {
        assertThat(Refusal.isOne(completion)).isFalse();
    }

    @Test
    void shouldCallAPassRefusedOnlyWhereItHasNoScores() {
        var unreadable = new ScoreLine.Unreadable("expected two scores");

        assertThat(PassReader.outcome(unreadable, "I'm sorry, I can't.", false)).isInstanceOf(Refused.class);
        assertThat(PassReader.outcome(unreadable, "both good", false)).isInstanceOf(Unparsable.class);
    }
}
