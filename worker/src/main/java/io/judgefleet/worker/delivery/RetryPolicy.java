package io.judgefleet.worker.delivery;

import io.judgefleet.worker.delivery.Outcome.Release;
import java.time.Duration;
import java.util.Optional;

/**
 * Whether and when a record is delivered again, by nothing but the number of its deliveries.
 *
 * @param first the delay after the first delivery
 * @param later the delay after any later one
 */
public record RetryPolicy(Duration first, Duration later, int maxDeliveries) {
    /** Far less than a retry topic keeps its records. */
    static final Duration LONGEST_DELAY = Duration.ofDays(1);

    public static final RetryPolicy DEFAULT = new RetryPolicy(Duration.ofMinutes(1), Duration.ofMinutes(10), 5);

    public RetryPolicy {
        if (first.isNegative() || later.isNegative() || longer(first, later).compareTo(LONGEST_DELAY) > 0) {
            throw new IllegalArgumentException(
                    "expected delays from 0 to %s, found %s and %s".formatted(LONGEST_DELAY, first, later));
        }
        if (maxDeliveries < 1) {
            throw new IllegalArgumentException("max deliveries must be at least 1, found " + maxDeliveries);
        }
    }

    /** The release after a delivery, or nothing after the last one. */
    public Optional<Release> release(int deliveryCount, String reason) {
        if (deliveryCount >= maxDeliveries) {
            return Optional.empty();
        }
        return Optional.of(
                deliveryCount <= 1
                        ? new Release(RetryLane.SHORT, first, reason)
                        : new Release(RetryLane.LONG, later, reason));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
