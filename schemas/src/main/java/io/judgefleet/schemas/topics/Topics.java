package io.judgefleet.schemas.topics;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The topics of the fleet, each with all its settings. */
public final class Topics {
    /** Partitions of the topics that carry the load; more than needed now, for the count is for life. */
    private static final int BUSY = 12;

    private static final int QUIET = 4;

    public static final TopicSpec JUDGE_REQUESTS = byTime("judge-requests", BUSY, 7, Limits.TOPIC_BYTES);
    public static final TopicSpec JUDGE_REQUESTS_BULK = byTime("judge-requests.bulk", BUSY, 14, Limits.TOPIC_BYTES);

    /** One topic per delay, so that each is in the order in which its records fall due. */
    public static final TopicSpec RETRY_1M = byTime("judge-requests.retry-1m", BUSY, 7, Limits.RETRY_TOPIC_BYTES);

    public static final TopicSpec RETRY_10M = byTime("judge-requests.retry-10m", BUSY, 7, Limits.RETRY_TOPIC_BYTES);
    public static final TopicSpec DEAD_LETTERS =
            byTime("judge-requests.dead-letters", QUIET, 35, Limits.RETRY_TOPIC_BYTES);

    /** Kept longer than the horizon of 30 days within which a verdict id is counted once; never compacted. */
    public static final TopicSpec VERDICTS = byTime("verdicts", BUSY, 35, Limits.TOPIC_BYTES);

    /** As many partitions as {@link #VERDICTS}, for both are joined by key; labels are dear and kept for ever. */
    public static final TopicSpec LABELS =
            new TopicSpec("labels", BUSY, Optional.empty(), CleanupPolicy.DELETE, Limits.TOPIC_BYTES);

    /** Verdicts and labels that the aggregator could not read. */
    public static final TopicSpec VERDICT_DEAD_LETTERS =
            byTime("verdicts.dead-letters", QUIET, 35, Limits.RETRY_TOPIC_BYTES);

    public static final TopicSpec MODEL_METRICS = byKey("model-metrics");
    public static final TopicSpec LEADERBOARDS = byKey("leaderboards");
    public static final TopicSpec METRIC_ALERTS = byTime("metric-alerts", QUIET, 35, Limits.TOPIC_BYTES);

    /** Every topic of the fleet; those inside the aggregator are its own. */
    public static final List<TopicSpec> ALL = List.of(
            JUDGE_REQUESTS,
            JUDGE_REQUESTS_BULK,
            RETRY_1M,
            RETRY_10M,
            DEAD_LETTERS,
            VERDICTS,
            LABELS,
            VERDICT_DEAD_LETTERS,
            MODEL_METRICS,
            LEADERBOARDS,
            METRIC_ALERTS);

    private static TopicSpec byTime(String name, int partitions, int days, int maxMessageBytes) {
        return new TopicSpec(
                name, partitions, Optional.of(Duration.ofDays(days)), CleanupPolicy.DELETE, maxMessageBytes);
    }

    private static TopicSpec byKey(String name) {
        return new TopicSpec(name, QUIET, Optional.empty(), CleanupPolicy.COMPACT, Limits.TOPIC_BYTES);
    }

    private Topics() {}
}
