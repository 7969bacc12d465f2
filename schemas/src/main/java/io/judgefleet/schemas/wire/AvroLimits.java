package io.judgefleet.schemas.wire;

import io.judgefleet.schemas.topics.Limits;
import org.apache.avro.SystemLimitException;

/**
 * Bounds on what Avro allocates on the word of the bytes it reads: garbage can claim any length.
 *
 * <p>Avro takes them from system properties, once, when it first decodes; a user's own setting stays.
 */
public final class AvroLimits {
    private static final int MAX_ITEMS = 1 << 17;

    public static void install() {
        set(SystemLimitException.MAX_BYTES_LENGTH_PROPERTY, 2 * Limits.RETRY_TOPIC_BYTES);
        set(SystemLimitException.MAX_STRING_LENGTH_PROPERTY, 2 * Limits.RETRY_TOPIC_BYTES);
        set(SystemLimitException.MAX_COLLECTION_LENGTH_PROPERTY, MAX_ITEMS);
    }

    private static void set(String property, int limit) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, Integer.toString(limit));
        }
    }

    private AvroLimits() {}
}
