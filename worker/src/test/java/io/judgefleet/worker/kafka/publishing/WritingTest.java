package io.judgefleet.worker.kafka.publishing;

import static io.judgefleet.worker.WorkerFixtures.NOW;
import static io.judgefleet.worker.WorkerFixtures.PROFILE;
import static io.judgefleet.worker.WorkerFixtures.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.judgelm.prompt.JudgeTask;
import io.judgefleet.judgement.JudgingMode;
import io.judgefleet.schemas.Execution;
import io.judgefleet.schemas.Verdict;
import io.judgefleet.schemas.topics.DeadLetter.Source;
import io.judgefleet.schemas.topics.FleetPrefix;
import io.judgefleet.schemas.topics.Headers;
import io.judgefleet.schemas.wire.Codec;
import io.judgefleet.worker.FakeJudge;
import io.judgefleet.worker.delivery.Budget;
import io.judgefleet.worker.delivery.Delivery;
import io.judgefleet.worker.delivery.Delivery.Original;
import io.judgefleet.worker.delivery.FailurePolicy;
import io.judgefleet.worker.delivery.Feed;
import io.judgefleet.worker.delivery.InFlight;
import io.judgefleet.worker.delivery.InFlightTable;
import io.judgefleet.worker.delivery.Outcome;
import io.judgefleet.worker.delivery.RetryPolicy;
import io.judgefleet.worker.delivery.WorkObserver;
import io.judgefleet.worker.engine.VerdictFactory;
import io.judgefleet.worker.engine.VerdictFactory.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WritingTest {
    private final Codec<Verdict> codec =
            Codec.verdicts(Map.of("schema.registry.url", "mock://writing", "auto.register.schemas", true));
    private final InFlightTable table = new InFlightTable(new Budget(1_000), WorkObserver.NONE);
    private final Writing writing = new Writing(
            table,
            new OutcomeWriter(codec, () -> NOW, FleetPrefix.NONE),
            new FailurePolicy(RetryPolicy.DEFAULT, "w1", PROFILE),
            () -> NOW);
    private final InFlight entry = table.admit(delivery());

    @AfterEach
    void close() {
        codec.close();
    }

    @Test
    void shouldWriteAVerdictBeforeTheDeadlineOfItsRequest() {
        table.finish(entry, new Outcome.Accept(verdict(NOW), Optional.of(NOW.plusMillis(1))));

        assertThat(written().topic()).isEqualTo("verdicts");
    }

    @Test
    void shouldWriteADeadLetterWhenTheDeadlinePassedBeforePublication() {
        table.finish(entry, new Outcome.Accept(verdict(NOW), Optional.of(NOW)));

        var written = written();

        assertThat(written.topic()).isEqualTo("judge-requests.dead-letters");
        assertThat(error(written, "stage")).contains("deadline");
        assertThat(error(written, "message"))
                .contains("expected a verdict before %s, found it judged and not yet published".formatted(NOW));
        assertThat(entry.outcome()).containsInstanceOf(Outcome.Reject.class);
    }

    @Test
    void shouldWriteADeadLetterThatNamesTheCauseWhenAVerdictCannotBeWritten() {
        table.finish(entry, new Outcome.Accept(unwritable(verdict(NOW)), Optional.empty()));

        var written = written();

        assertThat(written.topic()).isEqualTo("judge-requests.dead-letters");
        assertThat(error(written, "stage")).contains("encode");
        assertThat(error(written, "exception")).contains(ArithmeticException.class.getName());
    }

    private ProducerRecord<byte[], byte[]> written() {
        var records = writing.write(List.of(entry));
        assertThat(records).hasSize(1);
        return records.getFirst();
    }

    private static Optional<String> error(ProducerRecord<byte[], byte[]> written, String name) {
        return Headers.text(written.headers(), Headers.ERRORS + name);
    }

    private static Verdict verdict(Instant judgedAt) {
        var judge = new FakeJudge();
        var task = judge.prepare(new JudgeTask(JudgingMode.PAIR, "Why?", List.of("yes", "no"), Optional.empty()));
        return new VerdictFactory(judge.describe(), "w1", "1.0")
                .write(
                        request("7", "yes", "no"),
                        1,
                        task,
                        judge.judge(List.of(task)).getFirst(),
                        new Timing(judgedAt, Duration.ZERO));
    }

    /** The verdict with a duration that its schema cannot hold. */
    private static Verdict unwritable(Verdict verdict) {
        var execution = verdict.execution();
        return new Verdict(
                verdict.id(),
                verdict.origin(),
                verdict.subject(),
                verdict.passes(),
                verdict.judge(),
                new Execution(
                        execution.workerId(),
                        execution.engine(),
                        execution.device(),
                        execution.codeVersion(),
                        execution.queued(),
                        Duration.ofSeconds(Long.MAX_VALUE)),
                verdict.judgedAt(),
                verdict.findings());
    }

    private static Delivery delivery() {
        var source = new Source("judge-requests", 0, 7);
        var original = new Original(source, Optional.empty(), Optional.of(new byte[30]), List.of(), NOW);
        return new Delivery(source, Feed.LIVE, original, 1, Optional.of(PROFILE), Optional.empty());
    }
}
