package io.judgefleet.aggregator.kafka.format;

import io.judgefleet.schemas.Decoded.Readable;
import io.judgefleet.schemas.Decoded.Unreadable;
import io.judgefleet.schemas.wire.Codec;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/** A codec as a serde; bytes that are no value are a {@link SerializationException}, which makes the record a dead letter. */
public final class DecodingSerde {
    public static <V> Serde<V> of(Codec<V> codec) {
        return Serdes.serdeFrom(codec::encode, (topic, bytes) -> decode(codec, topic, bytes));
    }

    /** As {@link #of}, with a null for a record without a value. */
    public static <V> Serde<V> ofDeletable(Codec<V> codec) {
        return Serdes.serdeFrom(codec::encode, (topic, bytes) -> bytes == null ? null : decode(codec, topic, bytes));
    }

    private static <V> V decode(Codec<V> codec, String topic, byte @Nullable [] bytes) {
        return switch (codec.decode(topic, bytes)) {
            case Readable<V>(var value) -> value;
            case Unreadable<V>(var reason) -> throw new SerializationException(reason);
        };
    }

    private DecodingSerde() {}
}
