package io.judgefleet.worker.kafka.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.judgefleet.schemas.Lane;
import io.judgefleet.worker.FakeJudge;
import io.judgefleet.worker.FleetAccess;
import io.judgefleet.worker.WorkerFixtures;
import io.judgefleet.worker.delivery.Budget;
import io.judgefleet.worker.delivery.FailurePolicy;
import io.judgefleet.worker.delivery.RequestHandler;
import io.judgefleet.worker.delivery.RetryPolicy;
import io.judgefleet.worker.delivery.WorkObserver;
import io.judgefleet.worker.engine.BatchJudging;
import io.judgefleet.worker.engine.CrashMarker;
import io.judgefleet.worker.engine.EngineSettings;
import io.judgefleet.worker.engine.VerdictFactory;
import io.judgefleet.worker.kafka.Codecs;
import io.judgefleet.worker.kafka.Feeds;
import io.judgefleet.worker.kafka.KafkaClients;
import io.judgefleet.worker.kafka.Pipeline;
import io.judgefleet.worker.kafka.ReaderParts;
import io.judgefleet.worker.kafka.ReaderParts.Limits;
import io.judgefleet.worker.kafka.Screening;
import io.judgefleet.worker.kafka.TransactionalReader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a reader sees when transactions go wrong between a real broker and the worker. */
@Timeout(180)
class PublishingIT {
    private static final int REQUESTS = 40;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final AtomicInteger failures = new AtomicInteger();
    private FleetAccess fleet;
    private KafkaClients clients;
    private CrashMarker marker;

    @BeforeEach
    void start() {
        fleet = FleetAccess.start(folder);
        clients = new KafkaClients(
                Map.of("bootstrap.servers", fleet.bootstrapServers()), WorkerFixtures.PROFILE, "slot-1");
        marker = CrashMarker.open(folder.resolve("marker"));
        IntStream.range(0, REQUESTS).forEach(i -> fleet.submit(WorkerFixtures.request("n" + i, "yes", "no")));
    }

    @AfterEach
    void stop() {
        marker.close();
        fleet.close();
    }

    @Test
    void shouldPublishOnceWhenItIsCutOffBetweenVerdictsAndCommit() throws Exception {
        try (var pipeline = pipeline(When.BEFORE, new KafkaException("cut off"))) {
            awaitAllJudged(pipeline);
        }

        assertThat(failures.get()).isPositive();
        assertThat(fleet.requestIds()).doesNotHaveDuplicates().hasSize(REQUESTS);
    }

    @Test
    void shouldPublishOnceWhenNobodyHearsThatACommitWentWell() throws Exception {
        try (var pipeline = pipeline(When.AFTER, new TimeoutException("no answer"))) {
            awaitAllJudged(pipeline);
        }

        assertThat(failures.get()).isPositive();
        assertThat(fleet.requestIds()).doesNotHaveDuplicates().hasSize(REQUESTS);
    }

    @Test
    void shouldGoOnWithANewProducerWhenItWasFenced() throws Exception {
        try (var pipeline = pipeline(When.NEVER, new KafkaException());
                var usurper = clients.producer()) {
            awaitAllJudged(pipeline);
            usurper.initTransactions();
            IntStream.range(0, REQUESTS).forEach(i -> fleet.submit(WorkerFixtures.request("m" + i, "yes", "no")));

            await("judged after the fence")
                    .atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(pipeline.state().recordCounts().judged()).isEqualTo(2 * REQUESTS));
        }

        assertThat(failures.get()).isPositive();
        assertThat(fleet.requestIds()).doesNotHaveDuplicates().hasSize(2 * REQUESTS);
    }

    @Test
    void shouldGoOnWhenItsGroupTookItForDead() throws Exception {
        var forgetful = forgetful(clients.consumer());

        try (var pipeline = pipeline(When.BEFORE, new KafkaException("cut off"), forgetful)) {
            awaitAllJudged(pipeline);
        }

        assertThat(failures.get()).isPositive();
        assertThat(fleet.requestIds()).doesNotHaveDuplicates().hasSize(REQUESTS);
    }

    @Test
    void shouldShowNothingOfATransactionThatItsSuccessorEnded() throws Exception {
        try (var dying = clients.producer()) {
            dying.initTransactions();
            dying.beginTransaction();
            dying.send(fleet.verdictRecord("half-done"));
            dying.flush();

            try (var pipeline = pipeline(When.NEVER, new KafkaException())) {
                awaitAllJudged(pipeline);
            }
        }

        assertThat(fleet.requestIds()).doesNotHaveDuplicates().hasSize(REQUESTS);
    }

    private void awaitAllJudged(Pipeline pipeline) {
        pipeline.start();
        await("all judged")
                .atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(pipeline.state().recordCounts().judged()).isEqualTo(REQUESTS));
        assertThat(pipeline.state().recordCounts().isConserved()).isTrue();
    }

    private enum When {
        BEFORE,
        AFTER,
        NEVER
    }

    private Pipeline pipeline(When when, RuntimeException fault) {
        return pipeline(when, fault, clients.consumer());
    }

    private Pipeline pipeline(When when, RuntimeException fault, Consumer<byte[], byte[]> consumer) {
        var codecs = Codecs.of(Map.of("schema.registry.url", fleet.registryUrl()));
        var hasFailed = new AtomicBoolean();
        var reader = TransactionalReader.of(
                parts(codecs),
                new Feeds(Set.of(Lane.LIVE, Lane.BULK), clients.prefix()),
                consumer,
                () -> failing(clients.producer(), when, fault, hasFailed));
        return new Pipeline(List.of(reader), codecs, marker, Clock.systemUTC());
    }

    private ReaderParts parts(Codecs codecs) {
        var clock = Clock.systemUTC();
        var judge = new FakeJudge();
        var failurePolicy = new FailurePolicy(RetryPolicy.DEFAULT, "w1", WorkerFixtures.PROFILE);
        return new ReaderParts(
                new Limits(new Budget(100_000), new EngineSettings(Map.of(), 1000, Duration.ofMinutes(1)), 10),
                new Screening(
                        new RequestHandler(codecs.decoder(), judge, failurePolicy, clock),
                        marker,
                        failurePolicy,
                        new WorkObserver() {
                            @Override
                            public void publicationFailed() {
                                failures.incrementAndGet();
                            }
                        }),
                new BatchJudging(judge, new VerdictFactory(judge.describe(), "w1", "1"), failurePolicy, clock),
                new OutcomeWriter(codecs.verdicts(), clock, clients.prefix()));
    }

    /** A consumer whose group does not know it, the first time that it polls and the first time that it asks. */
    @SuppressWarnings("unchecked")
    private static Consumer<byte[], byte[]> forgetful(Consumer<byte[], byte[]> real) {
        var forgotten = new HashSet<String>();
        return (Consumer<byte[], byte[]>) Proxy.newProxyInstance(
                Consumer.class.getClassLoader(), new Class<?>[] {Consumer.class}, (proxy, method, arguments) -> {
                    if (Set.of("poll", "committed").contains(method.getName()) && forgotten.add(method.getName())) {
                        throw new UnknownMemberIdException("The coordinator is not aware of this member.");
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
    }

    /** A producer whose first commit fails: before the broker hears of it, or after it is done. */
    @SuppressWarnings("unchecked")
    private static Producer<byte[], byte[]> failing(
            Producer<byte[], byte[]> real, When when, RuntimeException fault, AtomicBoolean hasFailed) {
        return (Producer<byte[], byte[]>) Proxy.newProxyInstance(
                Producer.class.getClassLoader(), new Class<?>[] {Producer.class}, (proxy, method, arguments) -> {
                    boolean fails = method.getName().equals("commitTransaction")
                            && when != When.NEVER
                            && hasFailed.compareAndSet(false, true);
                    if (fails && when == When.BEFORE) {
                        real.flush();
                        throw fault;
                    }
                    try {
                        var result = method.invoke(real, arguments);
                        if (fails) {
                            throw fault;
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
    }
}
