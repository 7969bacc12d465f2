package io.judgefleet.schemas;

import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.judgefleet.schemas.wire.Registry;
import java.util.Map;

/** Writes Avro records past our mappings, as a foreign producer would. */
public final class Wired {
    public static byte[] encode(String topic, Object wire, Map<String, ?> settings) {
        var merged = Registry.withDefaults(settings);
        return new KafkaAvroSerializer(Registry.client(merged), merged).serialize(topic, wire);
    }

    private Wired() {}
}
