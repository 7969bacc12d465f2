package io.judgefleet.aggregator.kafka;

import static io.judgefleet.aggregator.VerdictFixtures.NOON;
import static io.judgefleet.aggregator.VerdictFixtures.label;
import static io.judgefleet.aggregator.VerdictFixtures.sample;
import static io.judgefleet.aggregator.VerdictFixtures.scored;
import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.aggregator.counts.Window;
import io.judgefleet.aggregator.ledger.EventTime;
import io.judgefleet.aggregator.slice.IntakeTally.Kind;
import io.judgefleet.aggregator.slice.SliceTally;
import io.judgefleet.comparisons.AnnotatorKind;
import io.judgefleet.judgement.Policy;
import io.judgefleet.judgement.Preference;
import io.judgefleet.judgement.Resolution;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LabelWordsTest {
    private final TopologyDriver driver = new TopologyDriver(EventTime.APPENDED);

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void shouldTakeLabelsBackWhenRecordWithoutValueFollows() {
        driver.judged(sample("c1").judged(scored(9, 3), scored(3, 9)));
        driver.labelled(label("c1", "ann", Preference.SECOND));
        driver.labelled(label("c1", "bob", Preference.SECOND));
        driver.withdrawn("c1", "ann");
        var one = tally().labelled();
        driver.withdrawn("c1");
        var none = tally();

        assertThat(one).isOne();
        assertThat(none.labelled()).isZero();
        assertThat(none.verdicts()).isOne();
        assertThat(intake(Kind.LABEL_WITHDRAWAL)).isEqualTo(2);
        assertThat(intake(Kind.COMPARISON_LABELLED)).isZero();
        assertThat(driver.deadLetters()).isEmpty();
    }

    @Test
    void shouldCountLabelWhenItComesAfterItsWithdrawal() {
        driver.withdrawn("c1");
        driver.labelled(label("c1", "ann", Preference.SECOND));
        driver.judged(sample("c1").judged(scored(9, 3), scored(3, 9)));

        assertThat(tally().labelled()).isOne();
        assertThat(intake(Kind.COMPARISON_LABELLED)).isOne();
    }

    @Test
    void shouldPreferGoldToHumanToTeacherWhenSeveralKindsLabel() {
        driver.judged(sample("c1").judged(scored(9, 3), scored(3, 9)));
        driver.labelled(label("c1", "t1", AnnotatorKind.TEACHER, Preference.SECOND, NOON));
        driver.labelled(label("c1", "t2", AnnotatorKind.TEACHER, Preference.SECOND, NOON));
        var ofTeachers = agreed();
        driver.labelled(label("c1", "ann", AnnotatorKind.HUMAN, Preference.FIRST, NOON));
        var ofHuman = agreed();
        driver.labelled(label("c1", "key", AnnotatorKind.GOLD, Preference.SECOND, NOON));
        var ofGold = agreed();

        assertThat(List.of(ofTeachers, ofHuman, ofGold)).containsExactly(0L, 1L, 0L);
    }

    /** Verdicts that say what their label says. */
    private long agreed() {
        return tally().under(Resolution.AGREE_OR_TIE)
                .agreement()
                .confusion(Policy.STRICT)
                .agreement()
                .counts()
                .getOrDefault("agree", -1L);
    }

    private SliceTally tally() {
        return driver.counts().slices(Window.ALL, NOON).values().iterator().next();
    }

    private long intake(Kind kind) {
        return driver.counts().intake().count(kind);
    }
}
