package io.judgefleet.schemas.topics;

import java.util.Locale;

/** How a topic forgets: by time, or all but the last record of each key. */
public enum CleanupPolicy {
    DELETE,
    COMPACT;

    /** Kafka's own word. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
