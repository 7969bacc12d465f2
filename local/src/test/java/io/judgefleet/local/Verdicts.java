package io.judgefleet.local;

import io.judgefleet.schemas.Codec;
import io.judgefleet.schemas.Decoded.Readable;
import io.judgefleet.schemas.Decoded.Unreadable;
import io.judgefleet.schemas.FleetPrefix;
import io.judgefleet.schemas.Topics;
import io.judgefleet.schemas.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What a reader of the verdicts topic sees, from its beginning to its end as it is now. */
final class Verdicts {
    static List<Verdict> committed(Map<String, Object> clientSettings) {
        var settings = new HashMap<>(clientSettings);
        settings.put("isolation.level", "read_committed");
        var topic = FleetPrefix.of(clientSettings).topic(Topics.VERDICTS).name();
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
                var codec = Codec.verdicts(clientSettings)) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var verdicts = new ArrayList<Verdict>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(received -> verdicts.add(decode(codec, received.value())));
            }
            return verdicts;
        }
    }

    private static Verdict decode(Codec<Verdict> codec, byte[] bytes) {
        return switch (codec.decode(Topics.VERDICTS.name(), bytes)) {
            case Readable<Verdict>(var verdict) -> verdict;
            case Unreadable<Verdict>(var reason) -> throw new AssertionError(reason);
        };
    }

    private Verdicts() {}
}
