package io.judgefleet.faults.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.judgefleet.faults.audit.Evidence.Histories;
import io.judgefleet.faults.load.Acknowledged;
import io.judgefleet.faults.load.CommittedOffsets;
import io.judgefleet.faults.load.JsonLines;
import io.judgefleet.faults.load.OffsetWatch;
import io.judgefleet.faults.load.RequestRecords;
import io.judgefleet.faults.load.Requests;
import io.judgefleet.faults.load.Submitter;
import io.judgefleet.schemas.topics.DeadLetterMark;
import io.judgefleet.schemas.topics.TopicAdmin;
import io.judgefleet.schemas.topics.Topics;
import io.judgefleet.servers.LocalBroker;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The audit has teeth: it finds each bug that was planted into a small worker on a real broker. */
@Timeout(300)
@Execution(ExecutionMode.CONCURRENT)
class PlantedBugIT {
    private static final int REQUESTS = 40;
    private static final Map<String, Object> SERDE =
            Map.of("schema.registry.url", "mock://planted", "auto.register.schemas", true);

    @TempDir
    Path folder;

    private LocalBroker broker;
    private Admin admin;
    private Map<String, Object> clients;

    @BeforeEach
    void start() {
        broker = LocalBroker.start(folder.resolve("broker"), 0);
        // One batch at a time: on a topic that is seconds old a retried batch can be overtaken, and then is never
        // taken.
        clients = Map.of("bootstrap.servers", broker.bootstrapServers(), "max.in.flight.requests.per.connection", 1);
        admin = Admin.create(clients);
        new TopicAdmin(admin)
                .apply(Topics.ALL.stream().map(spec -> spec.withPartitions(1)).toList());
        submit(REQUESTS);
    }

    @AfterEach
    void stop() {
        admin.close();
        broker.close();
    }

    @Test
    void shouldFindNothingWhenWorkerDiesInItsTransactionAndAnotherGoesOn() {
        try (var dies = worker("a")) {
            dies.begin();
            dies.publish(dies.poll(REQUESTS));
        }
        goOn("a");

        assertThat(broken("read_committed")).isEmpty();
    }

    @Test
    void shouldFindDuplicatesWhenReaderReadsUncommitted() {
        try (var dies = worker("a")) {
            dies.begin();
            dies.publish(dies.poll(REQUESTS));
        }
        goOn("a");

        assertThat(broken("read_uncommitted")).contains(Promise.NOTHING_TWICE, Promise.VERDICT_IDS_UNIQUE);
    }

    @Test
    void shouldFindDuplicatesWhenWorkerPublishesWithoutTransactionsAndDies() {
        try (var dies = new PlantedWorker("a", clients, SERDE, false)) {
            dies.publish(dies.poll(REQUESTS).subList(0, 7));
        }
        goOn("b");

        assertThat(broken("read_committed")).contains(Promise.NOTHING_TWICE);
    }

    @Test
    void shouldFindLossWhenWorkerCommitsFirstAndDies() throws Exception {
        try (var dies = new PlantedWorker("a", clients, SERDE, false)) {
            var polled = dies.poll(REQUESTS);
            dies.commit(polled);
            sample();
            dies.publish(polled.subList(0, 7));
        }

        assertThat(broken("read_committed")).contains(Promise.NOTHING_LOST, Promise.OFFSETS_BEHIND_OUTCOMES);
    }

    @Test
    void shouldFindOffsetsAheadWhenWorkerCommitsFirstAndLives() throws Exception {
        try (var lives = new PlantedWorker("a", clients, SERDE, false)) {
            var polled = lives.poll(REQUESTS);
            lives.commit(polled);
            sample();
            lives.publish(polled);
        }

        assertThat(broken("read_committed")).containsExactly(Promise.OFFSETS_BEHIND_OUTCOMES);
    }

    /** What micronaut-kafka's listener does with {@code SEND_TO_TRANSACTION} and a batch. */
    @Test
    void shouldFindLossWhenFirstTransactionCommitsOffsetsOfWholePoll() {
        try (var dies = worker("a")) {
            var polled = dies.poll(REQUESTS);
            for (var received : polled.subList(0, 5)) {
                dies.begin();
                dies.publish(List.of(received));
                dies.addOffsets(polled);
                dies.commitTransaction();
            }
        }

        assertThat(broken("read_committed")).contains(Promise.NOTHING_LOST);
    }

    @Test
    void shouldFindDuplicatesWhenZombieIsFencedByGroupIdOnly() {
        try (var zombie = worker("zombie")) {
            var polled = zombie.poll(REQUESTS);
            zombie.leaveGroup();
            goOn("b");

            zombie.begin();
            zombie.publish(polled);
            zombie.addOffsetsOfAnybody(polled);
            zombie.commitTransaction();
        }

        assertThat(broken("read_committed")).contains(Promise.NOTHING_TWICE);
    }

    @Test
    void shouldFindNothingWhenZombieIsFencedByItsMembership() {
        try (var zombie = worker("zombie")) {
            var polled = zombie.poll(REQUESTS);
            var membership = zombie.leaveGroup();
            goOn("b");

            zombie.begin();
            zombie.publish(polled);
            assertThatThrownBy(() -> zombie.addOffsets(polled, membership)).isInstanceOf(KafkaException.class);
            zombie.abortTransaction();
        }

        assertThat(broken("read_committed")).isEmpty();
    }

    @Test
    void shouldFindDoubleCountWhenReaderDoesNotKnowVerdictIdsAgain() {
        submit(5);
        goOn("a", REQUESTS + 5);

        assertThat(broken("read_committed", Optional.of(new Counted(45, 45, 0, 0, 0))))
                .containsExactly(Promise.COUNTED_ONCE);
        assertThat(broken("read_committed", Optional.of(new Counted(45, 40, 5, 0, 0))))
                .isEmpty();
    }

    @Test
    void shouldTakeNoMarkBesideDeadLettersForOne() throws Exception {
        goOn("a");
        try (var producer = new KafkaProducer<>(clients, new ByteArraySerializer(), new ByteArraySerializer())) {
            var mark = new DeadLetterMark(0, 0, DeadLetterMark.Fate.DROPPED);
            producer.send(mark.toRecord(Topics.DEAD_LETTERS.name())).get();
        }

        assertThat(broken("read_committed")).isEmpty();
    }

    private PlantedWorker worker(String transactionalId) {
        return new PlantedWorker(transactionalId, clients, SERDE, true);
    }

    private void goOn(String transactionalId) {
        goOn(transactionalId, REQUESTS);
    }

    /** A worker without bugs takes over. */
    private void goOn(String transactionalId, int requests) {
        try (var successor = worker(transactionalId)) {
            successor.judge(successor.poll(requests));
        }
    }

    private void submit(int count) {
        try (JsonLines<Acknowledged> history = JsonLines.append(new RunFolder(folder).acknowledged());
                var submitter = new Submitter(clients, history);
                var records = new RequestRecords(SERDE, 1)) {
            submitter.submit(new Requests(1), records, count, 1e6);
        }
    }

    private void sample() throws InterruptedException {
        try (JsonLines<CommittedOffsets> history = JsonLines.append(new RunFolder(folder).committed())) {
            new OffsetWatch(admin, PlantedWorker.GROUP, EvidenceReader.OUTCOMES, history).lookOnce();
        }
    }

    private List<Promise> broken(String isolation) {
        return broken(isolation, Optional.empty());
    }

    private List<Promise> broken(String isolation, Optional<Counted> counted) {
        return Auditor.audit(evidence(isolation, counted)).stream()
                .filter(finding -> !finding.isKept())
                .map(Finding::promise)
                .toList();
    }

    private Evidence evidence(String isolation, Optional<Counted> counted) {
        var settings =
                Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", isolation);
        try (var reader = new EvidenceReader(settings, SERDE)) {
            Histories histories = new RunFolder(folder).histories();
            return new Evidence(new Rules("judgelm", 3), reader.read(PlantedWorker.GROUP), histories, counted);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
