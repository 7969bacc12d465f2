package io.judgefleet.servers;

import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.servers.TransactionDecisions.Decision;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.requests.TransactionResult;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;

class TransactionDecisionsTest {
    private static final TopicPartition PARTITION = new TopicPartition("verdicts", 3);
    private static final long PRODUCER = 7;

    @Test
    void shouldBeAboutTheEpochBelowItsMarkersWhenEachTransactionRaisesTheEpoch() {
        var commit = decision(5, 2, TransactionResult.COMMIT);

        assertThat(commit.isAbout(PARTITION, PRODUCER, 4)).isTrue();
        assertThat(commit.isAbout(PARTITION, PRODUCER, 5)).isFalse();
        assertThat(commit.isAbout(PARTITION, PRODUCER, 3)).isFalse();
    }

    @Test
    void shouldBeAboutTheEpochOfItsMarkersWhenTheProducerIsOfAnOlderVersion() {
        var commit = decision(5, 0, TransactionResult.COMMIT);

        assertThat(commit.isAbout(PARTITION, PRODUCER, 5)).isTrue();
        assertThat(commit.isAbout(PARTITION, PRODUCER, 4)).isFalse();
    }

    @Test
    void shouldBeAboutTheEpochBelowWhenACoordinatorEndedATransactionOfAnOlderVersion() {
        assertThat(decision(5, 0, TransactionResult.ABORT).isAbout(PARTITION, PRODUCER, 4))
                .isTrue();
    }

    @Test
    void shouldNotBeAboutOtherPartitionsOrProducers() {
        var commit = decision(5, 2, TransactionResult.COMMIT);

        assertThat(commit.isAbout(new TopicPartition("verdicts", 4), PRODUCER, 4))
                .isFalse();
        assertThat(commit.isAbout(PARTITION, PRODUCER + 1, 4)).isFalse();
    }

    @Test
    void shouldAskForOneTransactionalIdOfEachCoordinator() {
        var partitions = TransactionAdmin.probes(50).stream()
                .map(id -> Utils.abs(id.hashCode()) % 50)
                .collect(Collectors.toSet());

        assertThat(partitions).hasSize(50);
    }

    private static Decision decision(int epoch, int version, TransactionResult result) {
        return new Decision(PRODUCER, (short) epoch, (short) version, result, Set.of(PARTITION));
    }
}
