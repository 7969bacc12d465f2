package io.judgefleet.worker.delivery;

import static io.judgefleet.worker.WorkerFixtures.FAILURE_POLICY;
import static io.judgefleet.worker.WorkerFixtures.delivery;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.judgefleet.schemas.RequestId;
import io.judgefleet.schemas.topics.DeadLetter.Cause;
import io.judgefleet.schemas.topics.DeadLetter.LastTry;
import io.judgefleet.worker.delivery.FailurePolicy.Failure;
import io.judgefleet.worker.delivery.Outcome.Reject;
import io.judgefleet.worker.delivery.Outcome.Release;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
    private final RetryPolicy policy = RetryPolicy.DEFAULT;

    @Test
    void shouldWaitAMinuteAfterTheFirstDeliveryAndTenAfterLaterOnes() {
        assertThat(policy.release(1, "why")).contains(new Release(RetryLane.SHORT, Duration.ofMinutes(1), "why"));
        assertThat(policy.release(2, "why")).contains(new Release(RetryLane.LONG, Duration.ofMinutes(10), "why"));
        assertThat(policy.release(4, "why")).contains(new Release(RetryLane.LONG, Duration.ofMinutes(10), "why"));
    }

    @Test
    void shouldReleaseNoMoreAfterTheLastDelivery() {
        assertThat(policy.release(5, "why")).isEmpty();
        assertThat(policy.release(6, "why")).isEmpty();
    }

    @Test
    void shouldMakeADeadLetterOfATransientFaultAfterTheLastDelivery() {
        var delivery = delivery(Feed.RETRY, 3, 17, 5);

        var outcome = FAILURE_POLICY.transientFault(
                delivery, Failure.of("judge", "no memory").about(new RequestId("r1")));

        var letter = ((Reject) outcome).letter();
        assertThat(letter.source()).isEqualTo(delivery.original().source());
        assertThat(letter.cause())
                .isEqualTo(new Cause(
                        "judge",
                        "no memory",
                        true,
                        Optional.empty(),
                        new LastTry(5, "w1", "judgelm", Optional.of("r1"))));
    }

    @Test
    void shouldRefuseAPolicyWithoutDeliveries() {
        assertThatThrownBy(() -> new RetryPolicy(Duration.ZERO, Duration.ZERO, 0))
                .hasMessage("max deliveries must be at least 1, found 0");
    }
}
