package io.judgefleet.schemas.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplicationTest {
    @ParameterizedTest
    @CsvSource({"1,1,1", "2,2,1", "3,3,2", "30,3,2"})
    void shouldOutliveOneBrokerWhereThereAreThree(int brokers, short factor, int minInSync) {
        assertThat(Replication.forBrokers(brokers)).isEqualTo(new Replication(factor, minInSync));
    }

    @Test
    void shouldRefuseMoreReplicasInSyncThanThereAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Replication((short) 2, 3))
                .withMessage("expected min.insync.replicas from 1 to the replication factor 2, found 3");
    }
}
