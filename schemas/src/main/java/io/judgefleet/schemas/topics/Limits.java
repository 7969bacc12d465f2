package io.judgefleet.schemas.topics;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** How large things may be: one place for producers, topics and readers. */
public final class Limits {
    private static final int KIB = 1024;

    /** An encoded request, without key and headers. */
    public static final int MAX_REQUEST_BYTES = 1024 * KIB;

    /** Any other encoded value. */
    public static final int MAX_VALUE_BYTES = 1024 * KIB;

    /** The value of a header that we write; longer ones are cut. */
    public static final int MAX_HEADER_BYTES = 8 * KIB;

    /** A batch on a topic: the largest value with room for its key, its headers and the framing. */
    static final int TOPIC_BYTES = MAX_REQUEST_BYTES + 16 * KIB;

    /** A batch on the retry and dead-letter topics, where a record carries our headers too. */
    public static final int RETRY_TOPIC_BYTES = TOPIC_BYTES + 64 * KIB;

    private static final int CLIENT_BYTES = 2 * RETRY_TOPIC_BYTES;

    /** Settings of a producer that lets every legal record pass. */
    public static Map<String, Object> producer() {
        return Map.of(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, CLIENT_BYTES);
    }

    /** Settings of a consumer that takes every legal record in one fetch. */
    public static Map<String, Object> consumer() {
        return Map.of(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, CLIENT_BYTES);
    }

    private Limits() {}
}
