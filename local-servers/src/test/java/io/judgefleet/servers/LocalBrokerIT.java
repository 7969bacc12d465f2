package io.judgefleet.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LocalBrokerIT {
    @TempDir
    Path folder;

    @Test
    void shouldKeepRecordsAndClusterIdWhenRestartedOnAnotherPort() throws Exception {
        String clusterId;
        try (var broker = LocalBroker.start(folder, 0);
                var admin = admin(broker)) {
            admin.createTopics(List.of(new NewTopic("t", 1, (short) 1))).all().get();
            clusterId = admin.describeCluster().clusterId().get();
            publish(broker, "before");
        }

        try (var broker = LocalBroker.start(folder, 0);
                var admin = admin(broker)) {
            publish(broker, "after");

            assertThat(admin.describeCluster().clusterId().get()).isEqualTo(clusterId);
            assertThat(values(broker, 2)).containsExactly("before", "after");
        }
    }

    @Test
    void shouldHideAbortedRecordsWhenReadCommitted() throws Exception {
        try (var broker = LocalBroker.start(folder, 0);
                var admin = admin(broker)) {
            admin.createTopics(List.of(new NewTopic("t", 1, (short) 1))).all().get();
            try (var producer = producer(broker, Map.of("transactional.id", "tx"))) {
                producer.initTransactions();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>("t", "aborted"));
                producer.flush();
                producer.abortTransaction();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>("t", "committed"));
                producer.commitTransaction();
            }

            assertThat(values(broker, 1)).containsExactly("committed");
        }
    }

    @Test
    void shouldNotMakeTopicWhenNobodyDid() {
        try (var broker = LocalBroker.start(folder, 0);
                var producer = producer(broker, Map.of("max.block.ms", "2000"))) {
            assertThatThrownBy(() -> producer.send(new ProducerRecord<>("nowhere", "lost"))
                            .get(10, TimeUnit.SECONDS))
                    .hasStackTraceContaining("nowhere");
        }
    }

    @Test
    void shouldListenOnLoopbackOnlyWhenPortIsGiven() {
        int port = Ports.orFree(0);
        try (var broker = LocalBroker.start(folder, port, Map.of("num.io.threads", "1"))) {
            assertThat(broker.bootstrapServers()).isEqualTo("127.0.0.1:" + port);
        }
    }

    private static Admin admin(LocalBroker broker) {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    private static void publish(LocalBroker broker, String value) throws Exception {
        try (var producer = producer(broker, Map.of())) {
            producer.send(new ProducerRecord<>("t", value)).get(30, TimeUnit.SECONDS);
        }
    }

    private static KafkaProducer<String, String> producer(LocalBroker broker, Map<String, Object> settings) {
        var all = new HashMap<String, Object>(settings);
        all.put("bootstrap.servers", broker.bootstrapServers());
        return new KafkaProducer<>(all, new StringSerializer(), new StringSerializer());
    }

    private static List<String> values(LocalBroker broker, int count) {
        var settings = Map.<String, Object>of(
                "bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            var partition = List.of(new TopicPartition("t", 0));
            consumer.assign(partition);
            consumer.seekToBeginning(partition);
            var values = new ArrayList<String>();
            long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (values.size() < count && System.nanoTime() < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(received -> values.add(received.value()));
            }
            return values;
        }
    }
}
