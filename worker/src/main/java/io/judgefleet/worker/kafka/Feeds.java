package io.judgefleet.worker.kafka;

import io.judgefleet.schemas.Lane;
import io.judgefleet.schemas.topics.FleetPrefix;
import io.judgefleet.schemas.topics.TopicSpec;
import io.judgefleet.schemas.topics.Topics;
import io.judgefleet.worker.delivery.Feed;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The topics that a worker reads, or one of its loops: those of some lanes, and the retry topics, which belong to all workers. */
public final class Feeds {
    private final FleetPrefix prefix;
    private final Map<String, Feed> byTopic = new LinkedHashMap<>();

    public Feeds(Set<Lane> lanes, FleetPrefix prefix) {
        this(lanes, prefix, true);
    }

    /** The topics of some lanes alone. */
    public static Feeds withoutRetries(Set<Lane> lanes, FleetPrefix prefix) {
        return new Feeds(lanes, prefix, false);
    }

    private Feeds(Set<Lane> lanes, FleetPrefix prefix, boolean withRetries) {
        this.prefix = prefix;
        if (lanes.contains(Lane.LIVE)) {
            put(Topics.JUDGE_REQUESTS, Feed.LIVE);
        }
        if (lanes.contains(Lane.BULK)) {
            put(Topics.JUDGE_REQUESTS_BULK, Feed.BULK);
        }
        if (withRetries) {
            put(Topics.RETRY_1M, Feed.RETRY);
            put(Topics.RETRY_10M, Feed.RETRY);
        }
    }

    public Set<String> topics() {
        return Set.copyOf(byTopic.keySet());
    }

    Feed of(String topic) {
        return Objects.requireNonNull(byTopic.get(topic), topic);
    }

    private void put(TopicSpec topic, Feed feed) {
        byTopic.put(prefix.topic(topic).name(), feed);
    }
}
