package io.judgefleet.worker.engine;

import static io.judgefleet.worker.WorkerFixtures.FAILURE_POLICY;
import static io.judgefleet.worker.WorkerFixtures.JUDGE;
import static io.judgefleet.worker.WorkerFixtures.NOW;
import static io.judgefleet.worker.WorkerFixtures.delivery;
import static io.judgefleet.worker.WorkerFixtures.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.judgelm.Cancellation;
import io.judgefleet.judgelm.Judge;
import io.judgefleet.judgelm.JudgeDescription;
import io.judgefleet.judgelm.inference.ModelUnavailableException;
import io.judgefleet.judgelm.prompt.JudgeTask;
import io.judgefleet.judgelm.prompt.PreparedTask;
import io.judgefleet.judgement.JudgingMode;
import io.judgefleet.judgement.Pass;
import io.judgefleet.judgement.PassOutcome;
import io.judgefleet.judgement.PassOutcome.Scored;
import io.judgefleet.judgement.PassOutcome.Unparsable;
import io.judgefleet.judgement.PresentationOrder;
import io.judgefleet.judgement.ScorePair;
import io.judgefleet.schemas.JudgeRequest;
import io.judgefleet.schemas.Lane;
import io.judgefleet.schemas.Routing;
import io.judgefleet.schemas.VerdictId;
import io.judgefleet.schemas.topics.DeadLetter;
import io.judgefleet.worker.FakeJudge;
import io.judgefleet.worker.delivery.InFlight;
import io.judgefleet.worker.delivery.Outcome;
import io.judgefleet.worker.delivery.Outcome.Accept;
import io.judgefleet.worker.delivery.Outcome.Reject;
import io.judgefleet.worker.delivery.Outcome.Release;
import io.judgefleet.worker.delivery.RetryLane;
import io.judgefleet.worker.delivery.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BatchJudgingTest {
    private Instant now = NOW.plusSeconds(2);

    @Test
    void shouldWriteAVerdictWithBothPassesAndItsProvenance() {
        var outcome = judged(new FakeJudge(), 1).get(0L);

        var verdict = ((Accept) Objects.requireNonNull(outcome)).verdict();
        assertThat(verdict.id().value())
                .isEqualTo(VerdictId.of(request("0").id(), verdict.judgeFingerprint())
                        .value());
        assertThat(verdict.passes())
                .containsExactly(
                        new Pass(
                                PresentationOrder.ORIGINAL,
                                new Scored(new ScorePair(4, 3)),
                                "4.0 3.0",
                                Optional.empty(),
                                16,
                                4,
                                0),
                        new Pass(
                                PresentationOrder.SWAPPED,
                                new Scored(new ScorePair(3, 4)),
                                "3.0 4.0",
                                Optional.empty(),
                                16,
                                4,
                                0));
        assertThat(verdict.subject().modelIds()).containsExactly("llama", "qwen");
        assertThat(verdict.origin().deliveryCount()).isEqualTo(1);
        assertThat(verdict.execution().workerId()).isEqualTo("w1");
        assertThat(verdict.execution().queued()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void shouldHalveABatchUntilTheRecordThatFailsStandsAlone() {
        var judge = new FakeJudge(batch -> failIfHolds(batch, "Is 5 prime?"));

        var outcomes = judged(judge, 8);

        assertThat(judge.batches.stream().map(List::size)).containsExactly(8, 4, 4, 2, 1, 1, 2);
        assertThat(outcomes.get(5L))
                .isEqualTo(new Release(RetryLane.SHORT, Duration.ofMinutes(1), "engine failed: out of memory"));
        assertThat(outcomes.values().stream().filter(Accept.class::isInstance)).hasSize(7);
    }

    @Test
    void shouldMakeAVerdictOfWhatCannotBeParsed() {
        var outcome =
                judged(new FixedJudge(new Unparsable("expected two scores")), 1).get(0L);

        assertThat(outcome).isInstanceOf(Accept.class);
    }

    @Test
    void shouldMakeAVerdictOfAPassThatFailedBecauseItWouldFailAgain() {
        var failed = new PassOutcome.Failed("expected finite logits after 9 tokens, found NaN");

        var outcome = judged(new FixedJudge(failed), 1).get(0L);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Accept.class,
                        accept -> assertThat(accept.verdict().passes())
                                .extracting(Pass::outcome)
                                .containsExactly(failed));
    }

    @Test
    void shouldReleaseWhatTheEngineDidNotFinish() {
        var outcome =
                judged(new FixedJudge(new PassOutcome.TimedOut("30 s")), 1).get(0L);

        assertThat(outcome).isEqualTo(new Release(RetryLane.SHORT, Duration.ofMinutes(1), "engine timed out: 30 s"));
    }

    @Test
    void shouldDeadLetterTheOneRecordThatMakesTheJudgeThrow() {
        var judge = new FakeJudge(batch -> throwIfHolds(batch, "Is 5 prime?"));

        var outcomes = judged(judge, 8);

        assertThat(cause(outcomes.get(5L)).stage()).isEqualTo("judge");
        assertThat(cause(outcomes.get(5L)).message()).isEqualTo("no number");
        assertThat(outcomes.values().stream().filter(Accept.class::isInstance)).hasSize(7);
    }

    @Test
    void shouldNotJudgeARequestWhoseDeadlinePassedWhileItWaited() {
        var judge = new FakeJudge();

        var outcomes = judged(judge, List.of(work(0, NOW.plusSeconds(2)), work(1, NOW.plusSeconds(3))));

        assertThat(judge.batches).containsExactly(List.of("Is 1 prime?"));
        assertThat(cause(outcomes.get(0L)).message())
                .isEqualTo(
                        "expected a verdict before %s, found it waiting for the engine".formatted(NOW.plusSeconds(2)));
        assertThat(outcomes.get(1L)).isInstanceOf(Accept.class);
    }

    @Test
    void shouldCallOffARequestWhoseDeadlinePassesInTheEngine() {
        now = NOW;
        var judge = new ObedientJudge(() -> now = NOW.plusSeconds(5));

        var outcomes = judged(judge, List.of(work(0, NOW.plusSeconds(5)), work(1, NOW.plusSeconds(6))));

        assertThat(cause(outcomes.get(0L)).message())
                .isEqualTo("expected a verdict before %s, found it in the engine".formatted(NOW.plusSeconds(5)));
        assertThat(cause(outcomes.get(0L)).stage()).isEqualTo("deadline");
        assertThat(outcomes.get(1L)).isInstanceOf(Accept.class);
    }

    private Map<Long, Outcome> judged(Judge judge, int count) {
        return judged(judge, IntStream.range(0, count).mapToObj(i -> work(i)).toList());
    }

    private Map<Long, Outcome> judged(Judge judge, List<Work> batch) {
        var outcomes = new LinkedHashMap<Long, Outcome>();
        var verdictFactory = new VerdictFactory(JUDGE, "w1", "1.0");
        new BatchJudging(judge, verdictFactory, FAILURE_POLICY, () -> now)
                .judge(
                        batch,
                        (work, outcome) ->
                                outcomes.put(work.entry().delivery().position().offset(), outcome));
        return outcomes;
    }

    private static Work work(int i) {
        return work(i, request(Integer.toString(i)));
    }

    private static Work work(int i, Instant deadline) {
        var routing = new Routing(Optional.empty(), Lane.LIVE, NOW, Optional.of(deadline));
        return work(i, request(Integer.toString(i), List.of("yes", "no"), JudgingMode.PAIR, routing));
    }

    private static Work work(int i, JudgeRequest request) {
        return new Work(new InFlight(delivery(0, i), 100), request, new FakeJudge().prepare(task(i)));
    }

    private static DeadLetter.Cause cause(@Nullable Outcome outcome) {
        return ((Reject) Objects.requireNonNull(outcome)).letter().cause();
    }

    private static void throwIfHolds(List<PreparedTask> batch, String question) {
        if (batch.stream().anyMatch(task -> task.task().question().equals(question))) {
            throw new IllegalStateException("no number");
        }
    }

    private static JudgeTask task(int i) {
        return new JudgeTask(JudgingMode.PAIR, "Is " + i + " prime?", List.of("yes", "no"), Optional.empty());
    }

    private static void failIfHolds(List<PreparedTask> batch, String question) {
        if (batch.stream().anyMatch(task -> task.task().question().equals(question))) {
            throw new ModelUnavailableException("out of memory", new OutOfMemoryError());
        }
    }

    /** A judge without a model, which gets its tasks prepared. */
    private interface StubJudge extends Judge {
        @Override
        default JudgeDescription describe() {
            return JUDGE;
        }

        @Override
        default PreparedTask prepare(JudgeTask task) {
            throw new UnsupportedOperationException();
        }

        @Override
        default void close() {}
    }

    /** A judge that asks, after a while, whether a task is called off. */
    private record ObedientJudge(Runnable meanwhile) implements StubJudge {
        @Override
        public List<List<Pass>> judge(List<PreparedTask> batch) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<List<Pass>> judge(List<PreparedTask> batch, Cancellation cancellation) {
            meanwhile.run();
            return batch.stream()
                    .map(task -> List.of(new Pass(
                            PresentationOrder.ORIGINAL,
                            cancellation.of(task).orElse(new Scored(new ScorePair(4, 3))),
                            "",
                            Optional.empty(),
                            1,
                            1,
                            0)))
                    .toList();
        }
    }

    /** A judge whose passes all come out alike. */
    private record FixedJudge(PassOutcome outcome) implements StubJudge {
        @Override
        public List<List<Pass>> judge(List<PreparedTask> batch) {
            return batch.stream()
                    .map(task -> List.of(new Pass(PresentationOrder.ORIGINAL, outcome, "", Optional.empty(), 1, 1, 0)))
                    .toList();
        }
    }
}
