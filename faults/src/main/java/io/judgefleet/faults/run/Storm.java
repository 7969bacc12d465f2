package io.judgefleet.faults.run;

import io.judgefleet.schemas.topics.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A member that joins the workers' group, is given partitions, does nothing with them and leaves, again and again. */
final class Storm {
    private static final Duration STAY = Duration.ofSeconds(1);

    private final Map<String, Object> settings;

    Storm(Map<String, Object> clients, String group) {
        this.settings = new HashMap<>(clients);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "consumer");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "storm");
    }

    /** Blows for a time. */
    void blow(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        try {
            while (System.nanoTime() < end) {
                joinAndLeave();
            }
        } catch (InterruptException e) {
            // The run is over.
        }
    }

    private void joinAndLeave() {
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(
                    Topics.JUDGE_REQUESTS.name(),
                    Topics.JUDGE_REQUESTS_BULK.name(),
                    Topics.RETRY_1M.name(),
                    Topics.RETRY_10M.name()));
            long end = System.nanoTime() + STAY.toNanos();
            while (System.nanoTime() < end) {
                // What it gets it does not commit, so it is nobody's loss.
                consumer.poll(Duration.ofMillis(100));
            }
        }
    }
}
