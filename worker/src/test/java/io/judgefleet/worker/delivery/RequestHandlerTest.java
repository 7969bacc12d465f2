package io.judgefleet.worker.delivery;

import static io.judgefleet.worker.WorkerFixtures.FAILURE_POLICY;
import static io.judgefleet.worker.WorkerFixtures.NOW;
import static io.judgefleet.worker.WorkerFixtures.delivery;
import static io.judgefleet.worker.WorkerFixtures.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.judgefleet.judgelm.Judge;
import io.judgefleet.judgelm.JudgeDescription;
import io.judgefleet.judgelm.prompt.JudgeTask;
import io.judgefleet.judgelm.prompt.PreparedTask;
import io.judgefleet.judgement.JudgingMode;
import io.judgefleet.judgement.Pass;
import io.judgefleet.schemas.Decoded;
import io.judgefleet.schemas.JudgeRequest;
import io.judgefleet.schemas.Lane;
import io.judgefleet.schemas.Routing;
import io.judgefleet.schemas.topics.DeadLetter;
import io.judgefleet.schemas.topics.DeadLetter.Source;
import io.judgefleet.schemas.wire.RegistryUnavailableException;
import io.judgefleet.worker.FakeJudge;
import io.judgefleet.worker.WorkerFixtures;
import io.judgefleet.worker.delivery.Delivery.Original;
import io.judgefleet.worker.delivery.Outcome.Reject;
import io.judgefleet.worker.delivery.Outcome.Skip;
import io.judgefleet.worker.delivery.RequestHandler.Handled;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequestHandlerTest {
    private final Judge judge = new FakeJudge();

    @Test
    void shouldPrepareARequest() {
        var request = request("7");

        var handled = handle(new Decoded.Readable<>(request));

        assertThat(handled).isInstanceOfSatisfying(Handled.Ready.class, ready -> {
            assertThat(ready.request()).isEqualTo(request);
            assertThat(ready.task().prompts()).hasSize(2);
        });
    }

    @Test
    void shouldRejectWhatCannotBeRead() {
        var letter = letter(handle(new Decoded.Unreadable<>("expected a first byte of 0, found 7")));

        assertThat(letter.cause().stage()).isEqualTo("decode");
        assertThat(letter.cause().message()).isEqualTo("expected a first byte of 0, found 7");
        assertThat(letter.cause().retryable()).isFalse();
    }

    @Test
    void shouldRejectARequestOfMoreThanAMebibyteUnread() {
        var large = withValue(new byte[1024 * 1024 + 1]);

        var handled =
                new RequestHandler(RequestHandlerTest::neverAsked, judge, FAILURE_POLICY, () -> NOW).handle(large);

        assertThat(letter(handled).cause().message()).isEqualTo("expected at most 1048576 bytes, found 1048577");
    }

    @Test
    void shouldRejectAPairOfOneAnswer() {
        var request = request("7", List.of("yes"), JudgingMode.PAIR, WorkerFixtures.routing("a"));

        var letter = letter(handle(new Decoded.Readable<>(request)));

        assertThat(letter.cause().stage()).isEqualTo("validate");
        assertThat(letter.cause().message())
                .isEqualTo("expected two answers for mode pair, found 1 answer without a reference");
        assertThat(letter.cause().lastTry().requestId()).contains(request.id().value());
    }

    @Test
    void shouldRejectARequestWhoseDeadlineHasPassed() {
        var routing = new Routing(Optional.empty(), Lane.LIVE, NOW, Optional.of(NOW.minusSeconds(1)));
        var request = request("7", List.of("yes", "no"), JudgingMode.PAIR, routing);

        var letter = letter(handle(new Decoded.Readable<>(request)));

        assertThat(letter.cause().stage()).isEqualTo("deadline");
        assertThat(letter.cause().retryable()).isTrue();
    }

    @Test
    void shouldRejectARequestThatMakesTheJudgeThrowWhenItIsPrepared() {
        var handled = new RequestHandler(
                        any -> new Decoded.Readable<>(request("7")), new ThrowingJudge(), FAILURE_POLICY, () -> NOW)
                .handle(delivery(0, 1));

        var cause = letter(handled).cause();
        assertThat(cause.stage()).isEqualTo("prepare");
        assertThat(cause.fault().map(DeadLetter.Fault::exception)).contains(StackOverflowError.class.getName());
    }

    @Test
    void shouldSkipARequestForAnotherProfile() {
        var failurePolicy = new FailurePolicy(RetryPolicy.DEFAULT, "w1", "strict");

        var handled = new RequestHandler(any -> new Decoded.Readable<>(request("7")), judge, failurePolicy, () -> NOW)
                .handle(delivery(0, 1));

        assertThat(handled).isEqualTo(new Handled.Settled(new Skip(WorkerFixtures.PROFILE)));
    }

    @Test
    void shouldNotDecideAnythingWhenTheRegistryIsDown() {
        var handler = new RequestHandler(RequestHandlerTest::neverReached, judge, FAILURE_POLICY, () -> NOW);

        assertThatThrownBy(() -> handler.handle(delivery(0, 1))).isInstanceOf(RegistryUnavailableException.class);
    }

    private Handled handle(Decoded<JudgeRequest> decoded) {
        return new RequestHandler(any -> decoded, judge, FAILURE_POLICY, () -> NOW).handle(delivery(0, 1));
    }

    private static DeadLetter letter(Handled handled) {
        return ((Reject) ((Handled.Settled) handled).outcome()).letter();
    }

    private static Delivery withValue(byte[] value) {
        var source = new Source("live", 0, 1);
        var original = new Original(source, Optional.empty(), Optional.of(value), List.of(), NOW);
        return new Delivery(source, Feed.LIVE, original, 1, Optional.empty(), Optional.empty());
    }

    /** A judge that some text drives out of its depth. */
    private static final class ThrowingJudge implements Judge {
        @Override
        public JudgeDescription describe() {
            return WorkerFixtures.JUDGE;
        }

        @Override
        public PreparedTask prepare(JudgeTask task) {
            throw new StackOverflowError();
        }

        @Override
        public List<List<Pass>> judge(List<PreparedTask> batch) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }

    private static Decoded<JudgeRequest> neverAsked(Delivery delivery) {
        throw new AssertionError("expected not to be read");
    }

    private static Decoded<JudgeRequest> neverReached(Delivery delivery) {
        throw new RegistryUnavailableException("registry gave no schema", new IOException("refused"));
    }
}
