package io.judgefleet.aggregator.kafka;

import static io.judgefleet.aggregator.VerdictFixtures.NOON;
import static io.judgefleet.aggregator.VerdictFixtures.fullLabel;
import static io.judgefleet.aggregator.VerdictFixtures.fullVerdict;
import static io.judgefleet.aggregator.VerdictFixtures.sample;
import static io.judgefleet.aggregator.VerdictFixtures.scored;
import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.aggregator.counts.Window;
import io.judgefleet.aggregator.ledger.EventTime;
import io.judgefleet.aggregator.slice.IntakeTally.Kind;
import io.judgefleet.schemas.Extremes;
import io.judgefleet.schemas.Extremes.Extreme;
import io.judgefleet.schemas.topics.TopicSpec;
import io.judgefleet.schemas.topics.Topics;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExtremeRecordsTest {
    private final TopologyDriver driver = new TopologyDriver(EventTime.APPENDED);
    private long decided;
    private long deadLetters;

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void shouldMakeOneDeadLetterOrCountAndGoOnWhenNumbersAndTimesAreExtreme() {
        decide(Topics.VERDICTS, Extremes.ofVerdict(driver.encoded(fullVerdict())));
        decide(Topics.LABELS, Extremes.ofLabel(driver.encoded(fullLabel())));

        assertThat(deadLetters).isBetween(50L, decided / 2 - 20);
        assertThat(driver.counts().slices(Window.ALL, NOON)).isNotEmpty();
    }

    private void decide(TopicSpec topic, List<Extreme> extremes) {
        for (var extreme : extremes) {
            driver.pipe(topic.name(), "arena/17", extreme.bytes(), NOON);
            driver.judged(sample("c" + decided).judged(scored(9, 3), scored(3, 9)));

            deadLetters += driver.deadLetters().size();
            decided += 2;
            assertThat(read() + deadLetters).as(extreme.toString()).isEqualTo(decided);
        }
    }

    private long read() {
        return intake(Kind.VERDICT_COUNTED)
                + intake(Kind.VERDICT_DUPLICATE)
                + intake(Kind.VERDICT_REPLACED)
                + intake(Kind.LABEL_COUNTED)
                + intake(Kind.LABEL_DUPLICATE)
                + intake(Kind.LABEL_REPLACED);
    }

    private long intake(Kind kind) {
        return driver.counts().intake().count(kind);
    }
}
