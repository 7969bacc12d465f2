package io.judgefleet.worker.kafka;

import static io.judgefleet.worker.WorkerFixtures.NOW;
import static io.judgefleet.worker.WorkerFixtures.PROFILE;
import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.schemas.Decoded;
import io.judgefleet.schemas.Lane;
import io.judgefleet.schemas.topics.DeadLetter.Source;
import io.judgefleet.schemas.topics.FleetPrefix;
import io.judgefleet.schemas.topics.Headers;
import io.judgefleet.schemas.topics.Topics;
import io.judgefleet.schemas.wire.RegistryUnavailableException;
import io.judgefleet.worker.FakeJudge;
import io.judgefleet.worker.WorkerFixtures;
import io.judgefleet.worker.delivery.Budget;
import io.judgefleet.worker.delivery.FailurePolicy;
import io.judgefleet.worker.delivery.Feed;
import io.judgefleet.worker.delivery.InFlightTable;
import io.judgefleet.worker.delivery.Outcome;
import io.judgefleet.worker.delivery.PartitionId;
import io.judgefleet.worker.delivery.RequestHandler;
import io.judgefleet.worker.delivery.RetryPolicy;
import io.judgefleet.worker.delivery.WorkObserver;
import io.judgefleet.worker.engine.BatchJudging;
import io.judgefleet.worker.engine.CrashMarker;
import io.judgefleet.worker.engine.Engine;
import io.judgefleet.worker.engine.EngineSettings;
import io.judgefleet.worker.engine.VerdictFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntakeTest {
    private static final PartitionId FIRST = new PartitionId(Topics.JUDGE_REQUESTS.name(), 0);

    @TempDir
    Path folder;

    private final InFlightTable table = new InFlightTable(new Budget(2_000), WorkObserver.NONE);
    private final List<Long> decoded = new ArrayList<>();
    private Instant now = NOW;
    private boolean isRegistryDown;
    private CrashMarker marker;
    private Engine engine;
    private Intake intake;

    @BeforeEach
    void open() {
        marker = CrashMarker.open(folder.resolve("marker"));
        var failurePolicy = new FailurePolicy(RetryPolicy.DEFAULT, "w1", PROFILE);
        var handler = new RequestHandler(
                delivery -> {
                    if (isRegistryDown) {
                        throw new RegistryUnavailableException("no answer", new IOException());
                    }
                    decoded.add(delivery.position().offset());
                    return new Decoded.Readable<>(WorkerFixtures.request("n", "yes", "no"));
                },
                new FakeJudge(),
                failurePolicy,
                () -> now);
        var judge = new FakeJudge();
        var verdictFactory = new VerdictFactory(judge.describe(), "w1", "1");
        engine = new Engine(
                new BatchJudging(judge, verdictFactory, failurePolicy, () -> now),
                new EngineSettings(Map.of(), 1_000, Duration.ofMinutes(1)),
                marker,
                WorkObserver.NONE);
        intake = new Intake(
                new DeliveryReader(new Feeds(Set.of(Lane.LIVE), FleetPrefix.NONE)),
                new Admission(new Screening(handler, marker, failurePolicy, WorkObserver.NONE), table, engine),
                () -> now);
    }

    @AfterEach
    void close() {
        marker.close();
    }

    @Test
    void shouldAdmitWhatIsFetched() {
        received(request(0, 1), request(0, 2));

        assertThat(engine.waiting()).isEqualTo(2);
        assertThat(table.recordCounts().inFlight()).isEqualTo(2);
        assertThat(isBlocked()).isFalse();
    }

    @Test
    void shouldKeepTheRecordWhileTheRegistryIsDownAndTryAgainLater() {
        isRegistryDown = true;
        received(request(0, 1));
        isRegistryDown = false;
        intake.admit();

        assertThat(table.recordCounts().received()).isZero();
        assertThat(isBlocked()).isTrue();

        now = NOW.plusSeconds(1);
        intake.admit();

        assertThat(decoded).containsExactly(1L);
        assertThat(isBlocked()).isFalse();
    }

    @Test
    void shouldPassOverOtherProfilesUnread() {
        var other = request(0, 1);
        other.headers().add(Headers.header(Headers.JUDGE_PROFILE, "other"));

        received(other);

        assertThat(decoded).isEmpty();
        assertThat(outcomes()).containsExactly(new Outcome.Skip("other"));
    }

    @Test
    void shouldHoldARetryUntilItIsDueAndNobodyElse() {
        var retry = received(Topics.RETRY_1M.name(), 0, 5);
        retry.headers()
                .add(Headers.header(
                        Headers.NOT_BEFORE,
                        Long.toString(NOW.plus(Duration.ofMinutes(1)).toEpochMilli())));
        received(retry, request(0, 1));

        assertThat(decoded).containsExactly(1L);

        now = NOW.plus(Duration.ofMinutes(1));
        intake.admit();

        assertThat(decoded).containsExactly(1L, 5L);
    }

    @Test
    void shouldLetPartitionsTakeTurnsUntilThereIsNoRoom() {
        intake.receive(Stream.concat(
                        Stream.iterate(0L, offset -> offset + 1).limit(200).map(offset -> request(0, offset)),
                        Stream.of(request(1, 1_000)))
                .toList());
        intake.admit();

        assertThat(decoded).startsWith(0L, 1_000L, 1L).hasSizeLessThan(200);
        assertThat(table.hasRoom(Feed.LIVE)).isFalse();
        assertThat(isBlocked()).isTrue();
        assertThat(intake.waiting()).isEqualTo(201 - decoded.size());
    }

    @Test
    void shouldGiveUpARecordThatWasInTheEngineAtThreeDeaths() {
        var source = new Source(Topics.JUDGE_REQUESTS.name(), 0, 1);
        for (int death = 0; death < 3; death++) {
            marker.enter(List.of(source));
            marker.close();
            open();
        }

        received(request(0, 1), request(0, 2));

        assertThat(outcomes())
                .singleElement()
                .isInstanceOfSatisfying(
                        Outcome.Reject.class,
                        reject -> assertThat(reject.letter().cause().stage()).isEqualTo("crash-suspect"));
        assertThat(decoded).containsExactly(2L);
    }

    @Test
    void shouldLetNothingInWhenItIsClosed() {
        intake.close();
        received(request(0, 1));

        assertThat(table.recordCounts().received()).isZero();
        assertThat(isBlocked()).isTrue();
    }

    private boolean isBlocked() {
        return intake.isBlocked(FIRST, Feed.LIVE);
    }

    private List<Outcome> outcomes() {
        return table.publication(100).finished().stream()
                .flatMap(entry -> entry.outcome().stream())
                .toList();
    }

    @SafeVarargs
    private void received(ConsumerRecord<byte[], byte[]>... records) {
        intake.receive(List.of(records));
        intake.admit();
    }

    private static ConsumerRecord<byte[], byte[]> request(int partition, long offset) {
        return received(Topics.JUDGE_REQUESTS.name(), partition, offset);
    }

    private static ConsumerRecord<byte[], byte[]> received(String topic, int partition, long offset) {
        return new ConsumerRecord<>(
                topic,
                partition,
                offset,
                NOW.toEpochMilli(),
                TimestampType.LOG_APPEND_TIME,
                1,
                1,
                new byte[1],
                new byte[1],
                new RecordHeaders(),
                Optional.empty());
    }
}
