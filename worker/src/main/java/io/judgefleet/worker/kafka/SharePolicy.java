package io.judgefleet.worker.kafka;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;

/**
 * How the brokers deliver to our share group.
 *
 * <p>A record that was delivered too often they drop without a trace. So we end it before they do, early enough for a
 * second try to say so.
 */
final class SharePolicy {
    /** As many as brokers allow by their defaults. */
    private static final int MOST_DELIVERIES = 10;

    /** From this delivery on a record is not judged any more, but becomes a dead letter. */
    static final int LAST_DELIVERY = MOST_DELIVERIES - 1;

    static String tooOften(int deliveries) {
        return "expected a worker to finish it within %d deliveries, found it delivered %d times"
                .formatted(LAST_DELIVERY - 1, deliveries);
    }

    /** A group that is new starts with the oldest requests, and sees nothing of transactions that were aborted. */
    static Map<ConfigResource, Collection<AlterConfigOp>> of(String group) {
        return Map.of(
                new ConfigResource(ConfigResource.Type.GROUP, group),
                List.of(
                        set("share.auto.offset.reset", "earliest"),
                        set("share.isolation.level", "read_committed"),
                        set("share.delivery.count.limit", Integer.toString(MOST_DELIVERIES))));
    }

    private static AlterConfigOp set(String name, String value) {
        return new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
    }

    private SharePolicy() {}
}
