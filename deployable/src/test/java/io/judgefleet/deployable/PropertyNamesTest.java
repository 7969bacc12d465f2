package io.judgefleet.deployable;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class PropertyNamesTest {
    private static final PropertyNames NAMES = new PropertyNames(
            Set.of("judgefleet.worker.token-budget", "judgefleet.worker.max-deliveries", "judgefleet.http.open"),
            Set.of("judgefleet.kafka."));

    @Test
    void shouldKnowPropertiesInDashesAndCamelCase() {
        assertThat(NAMES.nearestToUnknown("judgefleet.worker.token-budget")).isEmpty();
        assertThat(NAMES.nearestToUnknown("judgefleet.worker.tokenBudget")).isEmpty();
        assertThat(NAMES.nearestToUnknown("judgefleet.kafka.security.protocol")).isEmpty();
    }

    @Test
    void shouldFindNearestWhenNameIsMisspelt() {
        assertThat(NAMES.nearestToUnknown("judgefleet.worker.tokn-budget")).contains("judgefleet.worker.token-budget");
        assertThat(NAMES.nearestToUnknown("judgefleet.worker.budget")).contains("judgefleet.worker.token-budget");
    }

    @Test
    void shouldFindNearestWhenSectionIsMisspelt() {
        assertThat(NAMES.nearestToUnknown("judgefleet.workr.token-budget")).contains("judgefleet.worker.token-budget");
        assertThat(NAMES.nearestToUnknown("judgfleet.worker.token-budget")).contains("judgefleet.worker.token-budget");
    }

    @Test
    void shouldLeaveOtherSectionsAlone() {
        assertThat(NAMES.nearestToUnknown("judgefleet.aggregator.threads")).isEmpty();
        assertThat(NAMES.nearestToUnknown("judgefleet.home")).isEmpty();
        assertThat(NAMES.nearestToUnknown("micronaut.server.port")).isEmpty();
    }

    @Test
    void shouldFindNearestVariableWhenItIsMisspelt() {
        assertThat(NAMES.nearestVariableToUnknown("JUDGEFLEET_WORKER_TOKEN_BUDGET"))
                .isEmpty();
        assertThat(NAMES.nearestVariableToUnknown("JUDGEFLEET_KAFKA_SECURITY_PROTOCOL"))
                .isEmpty();
        assertThat(NAMES.nearestVariableToUnknown("JUDGEFLEET_WORKER_TOKEN_BUGDET"))
                .contains("JUDGEFLEET_WORKER_TOKEN_BUDGET");
        assertThat(NAMES.nearestVariableToUnknown("JUDGEFLEET_WORKR_TOKEN_BUDGET"))
                .contains("JUDGEFLEET_WORKER_TOKEN_BUDGET");
        assertThat(NAMES.nearestVariableToUnknown("JUDGEFLEET_DATA")).isEmpty();
        assertThat(NAMES.nearestVariableToUnknown("JUDGEFLEET_JAVA_OPTS")).isEmpty();
    }
}
