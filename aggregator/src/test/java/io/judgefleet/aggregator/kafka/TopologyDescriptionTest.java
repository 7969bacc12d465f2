package io.judgefleet.aggregator.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.aggregator.ledger.Counting;
import io.judgefleet.aggregator.ledger.EventTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TopologyDescriptionTest {
    /** Names of operators and stores are names of changelog topics: a change loses the state of running aggregators. */
    @Test
    void shouldKeepNamesWhenTopologyIsDescribed() throws IOException {
        try (var driver = new TopologyDriver(EventTime.APPENDED);
                var golden = getClass().getResourceAsStream("/topology.txt")) {
            var topology = driver.topology(new Counting(EventTime.APPENDED, TopologyDriver.HORIZON, false));

            assertThat(topology.describe().toString().strip())
                    .isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8).strip());
        }
    }
}
