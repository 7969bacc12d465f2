package io.judgefleet.worker.config;

import io.judgefleet.deployable.ConfigurationException;
import io.judgefleet.deployable.PropertyReader;
import io.judgefleet.judgement.KebabCase;
import io.judgefleet.schemas.Lane;
import io.judgefleet.worker.delivery.Budget;
import io.judgefleet.worker.delivery.Feed;
import io.judgefleet.worker.delivery.RetryPolicy;
import io.judgefleet.worker.engine.EngineSettings;
import io.judgefleet.worker.kafka.ReaderParts.Limits;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * How requests become verdicts.
 *
 * @param grace how long a worker that ends may finish what is in flight
 */
public record DeliverySettings(DeliveryMode mode, Set<Lane> lanes, Limits limits, RetryPolicy retries, Duration grace) {
    private static final String DEADLINE = "judgefleet.worker.inference-deadline";
    private static final String POLL_INTERVAL = "max.poll.interval.ms";
    private static final int DEFAULT_POLL_INTERVAL = 300_000;

    // What the poll thread may spend beside waiting for the engine: a transaction that times out, and recovery from it.
    private static final Duration MARGIN = Duration.ofSeconds(30);

    public DeliverySettings {
        lanes = Set.copyOf(lanes);
    }

    static DeliverySettings read(PropertyReader settings, Map<String, String> kafka) {
        return new DeliverySettings(
                settings.choice("judgefleet.worker.delivery", DeliveryMode.class, KebabCase::of),
                settings.choices("judgefleet.worker.lanes", Lane.class, KebabCase::of),
                limits(settings, kafka),
                retries(settings),
                settings.duration("judgefleet.worker.grace-period"));
    }

    private static Limits limits(PropertyReader settings, Map<String, String> kafka) {
        int batchTokens = settings.atLeast(1, "judgefleet.worker.token-budget");
        var deadline = settings.duration(DEADLINE);
        requirePollInterval(deadline, kafka);
        return new Limits(
                new Budget(
                        settings.optional("judgefleet.worker.in-flight-tokens").isPresent()
                                ? settings.atLeast(1, "judgefleet.worker.in-flight-tokens")
                                : inFlight(batchTokens)),
                new EngineSettings(weights(settings), batchTokens, deadline),
                settings.atLeast(1, "judgefleet.worker.publish-at-most"));
    }

    private static RetryPolicy retries(PropertyReader settings) {
        var first = settings.duration("judgefleet.worker.retry.first-delay");
        var later = settings.duration("judgefleet.worker.retry.later-delay");
        int deliveries = settings.atLeast(1, "judgefleet.worker.max-deliveries");
        try {
            return new RetryPolicy(first, later, deliveries);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("judgefleet.worker.retry", e);
        }
    }

    /** Enough that the next batch is ready when the engine needs it, with half of the room kept for the live lane. */
    private static int inFlight(int batchTokens) {
        return (int) Math.min(Integer.MAX_VALUE, 8L * batchTokens);
    }

    private static Map<Feed, Integer> weights(PropertyReader settings) {
        var weights = new EnumMap<Feed, Integer>(Feed.class);
        for (var feed : Feed.values()) {
            weights.put(feed, settings.atLeast(1, "judgefleet.worker.weights." + KebabCase.of(feed)));
        }
        return weights;
    }

    /** A group that removes a worker which still waits for its engine would have everything judged twice. */
    private static void requirePollInterval(Duration deadline, Map<String, String> kafka) {
        if (!deadline.isPositive()) {
            throw new ConfigurationException(DEADLINE, "a duration above zero", deadline.toString());
        }
        var found = kafka.getOrDefault(POLL_INTERVAL, Integer.toString(DEFAULT_POLL_INTERVAL));
        var least = deadline.plus(MARGIN).toMillis();
        if (!found.matches("[0-9]{1,9}") || Long.parseLong(found) < least) {
            throw new ConfigurationException(
                    "judgefleet.kafka." + POLL_INTERVAL,
                    "at least %d, the inference deadline of %d s and %d s more"
                            .formatted(least, deadline.toSeconds(), MARGIN.toSeconds()),
                    found);
        }
    }
}
