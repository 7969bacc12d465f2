package io.judgefleet.worker;

import static io.judgefleet.worker.WorkerFixtures.JUDGE;
import static io.judgefleet.worker.WorkerFixtures.NOW;
import static io.judgefleet.worker.WorkerFixtures.TRIAGE;
import static io.judgefleet.worker.WorkerFixtures.delivery;
import static io.judgefleet.worker.WorkerFixtures.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.judgelm.Judge;
import io.judgefleet.judgelm.JudgeDescription;
import io.judgefleet.judgelm.JudgeTask;
import io.judgefleet.judgelm.JudgedPass;
import io.judgefleet.judgelm.ModelUnavailableException;
import io.judgefleet.judgelm.PreparedTask;
import io.judgefleet.metrics.JudgingMode;
import io.judgefleet.metrics.PassOutcome;
import io.judgefleet.metrics.PassOutcome.Scored;
import io.judgefleet.metrics.PassOutcome.Unparsable;
import io.judgefleet.metrics.PresentationOrder;
import io.judgefleet.metrics.ScorePair;
import io.judgefleet.schemas.Pass;
import io.judgefleet.schemas.VerdictId;
import io.judgefleet.worker.Outcome.Accept;
import io.judgefleet.worker.Outcome.Release;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchJudgingTest {
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

    private static Map<Long, Outcome> judged(Judge judge, int count) {
        var batch = IntStream.range(0, count)
                .mapToObj(i -> new Work(
                        new InFlight(delivery(0, i), 100),
                        request(Integer.toString(i)),
                        new FakeJudge().prepare(task(i))))
                .toList();
        var outcomes = new LinkedHashMap<Long, Outcome>();
        var scribe = new Scribe(JUDGE, "w1", "1.0");
        new BatchJudging(judge, scribe, TRIAGE, () -> NOW.plusSeconds(2))
                .judge(
                        batch,
                        (work, outcome) ->
                                outcomes.put(work.entry().delivery().position().offset(), outcome));
        return outcomes;
    }

    private static JudgeTask task(int i) {
        return new JudgeTask(JudgingMode.PAIR, "Is " + i + " prime?", List.of("yes", "no"), Optional.empty());
    }

    private static void failIfHolds(List<PreparedTask> batch, String question) {
        if (batch.stream().anyMatch(task -> task.task().question().equals(question))) {
            throw new ModelUnavailableException("out of memory", new OutOfMemoryError());
        }
    }

    /** A judge whose passes all come out alike. */
    private record FixedJudge(PassOutcome outcome) implements Judge {
        @Override
        public JudgeDescription describe() {
            return JUDGE;
        }

        @Override
        public PreparedTask prepare(JudgeTask task) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<List<JudgedPass>> judge(List<PreparedTask> batch) {
            return batch.stream()
                    .map(task ->
                            List.of(new JudgedPass(PresentationOrder.ORIGINAL, outcome, "", Optional.empty(), 1, 1, 0)))
                    .toList();
        }

        @Override
        public void close() {}
    }
}
