package io.judgefleet.schemas.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicsTest {
    @Test
    void shouldJoinByPartitionWhenVerdictsMeetLabels() {
        assertThat(Topics.VERDICTS.partitions()).isEqualTo(Topics.LABELS.partitions());
    }

    @Test
    void shouldKeepEveryVerdictForHorizonWhenCountedOnce() {
        assertThat(Topics.VERDICTS.settings())
                .isEqualTo(Map.of(
                        "cleanup.policy", "delete",
                        "retention.ms", Long.toString(Duration.ofDays(35).toMillis()),
                        "max.message.bytes", "1064960",
                        "message.timestamp.type", "LogAppendTime"));
    }

    @Test
    void shouldAllowHeadersWhenRecordIsRetriedOrDead() {
        var request = Topics.JUDGE_REQUESTS.maxMessageBytes();

        assertThat(Topics.RETRY_1M.maxMessageBytes()).isEqualTo(request + 65536);
        assertThat(Topics.RETRY_10M.maxMessageBytes()).isEqualTo(request + 65536);
        assertThat(Topics.DEAD_LETTERS.maxMessageBytes()).isEqualTo(request + 65536);
        assertThat(Limits.producer()).containsEntry("max.request.size", 2 * (request + 65536));
    }

    @Test
    void shouldKeepLastOfEachKeyWhenTopicHoldsState() {
        assertThat(Topics.MODEL_METRICS.settings()).containsEntry("cleanup.policy", "compact");
        assertThat(Topics.LEADERBOARDS.settings()).containsEntry("retention.ms", "-1");
    }

    @Test
    void shouldNameEachTopicOnceWhenListed() {
        assertThat(Topics.ALL)
                .extracting(TopicSpec::name)
                .doesNotHaveDuplicates()
                .hasSize(11);
        assertThat(Topics.VERDICTS.valueSubject()).isEqualTo("verdicts-value");
    }

    @Test
    void shouldRefuseTopicWhenItHasNoPartition() {
        assertThatThrownBy(() -> Topics.LABELS.withPartitions(0))
                .hasMessage("a topic must have at least one partition, found 0");
    }
}
