package io.judgefleet.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.judgefleet.servers.ChildJvm.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class KilledBrokerIT {
    private static final TopicPartition PARTITION = new TopicPartition("t", 0);

    @TempDir
    Path folder;

    @Test
    void shouldLetReadersPassWhenItWasKilledInATransactionThatTimedOut() throws Exception {
        killedInATransaction();

        // Looks for expired transactions so early that it skips what it should end.
        var eager = Map.of("transaction.abort.timed.out.transaction.cleanup.interval.ms", "500");
        try (var broker = LocalBroker.start(folder.resolve("kafka"), 0, eager);
                var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            await("the end of the transaction")
                    .atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(end(admin, IsolationLevel.READ_COMMITTED))
                            .isEqualTo(end(admin, IsolationLevel.READ_UNCOMMITTED))
                            .isGreaterThan(1));
        }
    }

    private static long end(Admin admin, IsolationLevel isolation) throws Exception {
        return admin.listOffsets(Map.of(PARTITION, OffsetSpec.latest()), new ListOffsetsOptions(isolation))
                .partitionResult(PARTITION)
                .get(10, TimeUnit.SECONDS)
                .offset();
    }

    private void killedInATransaction() throws Exception {
        var program = new Program(
                List.of("-Xmx256m"),
                System.getProperty("java.class.path"),
                OpenTransaction.class.getName(),
                List.of(folder.toString()),
                Map.of(),
                folder.resolve("log"));
        try (var child = ChildJvm.start(program)) {
            await("an open transaction")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> Files.exists(folder.resolve("open")));
            ProcessHandle.of(child.pid()).orElseThrow().destroyForcibly();
            child.onExit().get(10, TimeUnit.SECONDS);
        }
    }

    /** A broker with a transaction that has been open for longer than it may when the file is there. */
    public static final class OpenTransaction {
        public static void main(String[] args) throws Exception {
            var folder = Path.of(args[0]);
            // It would end the transaction itself if it looked.
            var settings = Map.of("transaction.abort.timed.out.transaction.cleanup.interval.ms", "600000");
            var broker = LocalBroker.start(folder.resolve("kafka"), 0, settings);
            open(broker.bootstrapServers());
            Files.createFile(folder.resolve("open"));
            new CountDownLatch(1).await();
        }

        private static void open(String bootstrapServers) throws Exception {
            try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
                admin.createTopics(List.of(new NewTopic("t", 1, (short) 1)))
                        .all()
                        .get();
            }
            var settings = new HashMap<String, Object>();
            settings.put("bootstrap.servers", bootstrapServers);
            settings.put("transactional.id", "tx");
            settings.put("transaction.timeout.ms", 1);
            var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("t", "open")).get(30, TimeUnit.SECONDS);
        }
    }
}
