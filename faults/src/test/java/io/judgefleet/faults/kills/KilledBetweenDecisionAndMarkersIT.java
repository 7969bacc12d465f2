package io.judgefleet.faults.kills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.judgefleet.servers.ChildJvm;
import io.judgefleet.servers.ChildJvm.Program;
import io.judgefleet.servers.LocalBroker;
import io.judgefleet.servers.TransactionAudit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A broker whose process is killed when a transaction is decided to commit and none of its partitions has a marker. */
@Timeout(180)
class KilledBetweenDecisionAndMarkersIT {
    private static final String TRANSACTIONAL_ID = "between";

    /** What the broker's folder was when it was killed. */
    @TempDir
    static Path killed;

    @TempDir
    Path again;

    @BeforeAll
    static void killedBetweenDecisionAndMarkers() throws Exception {
        Files.createFile(killed.resolve(PausePoints.ARMED));
        try (var child = child(Committing.class, killed)) {
            await("a commit that waits for its markers")
                    .atMost(Duration.ofSeconds(90))
                    .until(() -> Files.exists(killed.resolve(PausePoints.REACHED)));
            child.kill();
            child.onExit().get(10, TimeUnit.SECONDS);
        }
        assertThat(TransactionAudit.betweenDecisionAndMarkers(killed.resolve("kafka")))
                .containsExactly(TRANSACTIONAL_ID);
    }

    @Test
    void shouldCommitEverywhereWhenCoordinatorIsElectedLate() throws Exception {
        copy(killed.resolve("kafka"), again.resolve("kafka"));
        Files.writeString(again.resolve(PausePoints.SLOW_ELECTION), "1500");

        started();

        var report = TransactionAudit.of(again.resolve("kafka"));
        assertThat(report).isEqualTo(new TransactionAudit.Report(1, List.of(), List.of(), 0));
    }

    @Test
    void shouldCommitEverywhereWhenCoordinatorSkippedAPartitionWithoutLeader() throws Exception {
        copy(killed.resolve("kafka"), again.resolve("kafka"));
        Files.writeString(again.resolve(PausePoints.NO_LEADER), "t-1");

        started();

        var report = TransactionAudit.of(again.resolve("kafka"));
        assertThat(report).isEqualTo(new TransactionAudit.Report(1, List.of(), List.of(), 0));
    }

    /** Returns when a broker has started with the folder and has found nothing hanging any longer. */
    private void started() throws Exception {
        try (var child = child(Started.class, again)) {
            await("the broker")
                    .atMost(Duration.ofSeconds(90))
                    .until(() -> Files.exists(again.resolve("started")) || !child.isAlive());
            assertThat(again.resolve("started"))
                    .as(again.resolve("log").toString())
                    .exists();
        }
    }

    private static ChildJvm child(Class<?> main, Path folder) {
        var agent = "-javaagent:%s=%s".formatted(PauseAgent.writeArchive(folder.resolve("agent")), folder);
        return ChildJvm.start(new Program(
                List.of(agent, "-Xmx256m", "-XX:+UseSerialGC"),
                System.getProperty("java.class.path"),
                main.getName(),
                List.of(folder.toString()),
                Map.of(),
                folder.resolve("log")));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            files.forEach(file -> {
                try {
                    Files.copy(file, to.resolve(from.relativize(file)));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    /** A broker, and a producer that commits records of two partitions and an offset of a group. */
    public static final class Committing {
        public static void main(String[] args) throws Exception {
            var broker = LocalBroker.start(Path.of(args[0], "kafka"), 0);
            try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
                admin.createTopics(List.of(new NewTopic("t", 2, (short) 1)))
                        .all()
                        .get();
            }
            Map<String, Object> settings =
                    Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", TRANSACTIONAL_ID);
            var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("t", 0, "key", "first"));
            producer.send(new ProducerRecord<>("t", 1, "key", "second"));
            sendOffset(broker, producer);
            producer.commitTransaction();
            new CountDownLatch(1).await();
        }

        private static void sendOffset(LocalBroker broker, KafkaProducer<String, String> producer) {
            Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers(), "group.id", "g");
            try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
                var offsets = Map.of(new TopicPartition("t", 0), new OffsetAndMetadata(1));
                producer.sendOffsetsToTransaction(offsets, consumer.groupMetadata());
            }
        }

        private Committing() {}
    }

    /** A broker that says when it serves. */
    public static final class Started {
        public static void main(String[] args) throws Exception {
            try (var broker = LocalBroker.start(Path.of(args[0], "kafka"), 0)) {
                Files.writeString(Path.of(args[0], "started"), broker.bootstrapServers());
                new CountDownLatch(1).await();
            }
        }

        private Started() {}
    }
}
