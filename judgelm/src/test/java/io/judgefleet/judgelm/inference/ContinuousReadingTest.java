package io.judgefleet.judgelm.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.judgefleet.judgelm.decoding.PromptReader;
import io.judgefleet.judgelm.decoding.PromptReader.Budget;
import io.judgefleet.judgelm.decoding.PromptReader.Query;
import io.judgefleet.judgelm.decoding.StopRule;
import io.judgefleet.judgelm.inference.RecordedJob.State;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContinuousReadingTest {
    private static final CharacterTokenizer TOKENIZER = new CharacterTokenizer();
    private static final int WRITTEN = 6;

    @Test
    void shouldLetPromptsInWhileEarlierOnesAreWritten() {
        var model = new Passes();
        var jobs = jobs(6, 50);

        reader(model, new Budget(104, 400)).read(jobs);

        assertThat(jobs).allMatch(job -> job.state() == State.FINISHED);
        assertThat(model.tokens).startsWith(100, 102, 104);
        assertThat(model.tokens).hasSize(WRITTEN + 2);
    }

    @Test
    void shouldNotLetPromptsInWhenTheCacheKeepsTooManyTokens() {
        var model = new Passes();
        var jobs = jobs(6, 50);

        reader(model, new Budget(100, 100)).read(jobs);

        assertThat(jobs).allMatch(job -> job.state() == State.FINISHED);
        assertThat(model.mostKept()).isLessThanOrEqualTo(100 + 2 * WRITTEN);
        assertThat(model.tokens).hasSize(3 * WRITTEN);
    }

    @Test
    void shouldReadLongJobInItsTurnWithoutOthersBesideIt() {
        var model = new Passes();
        var jobs = Stream.of(20, 20, 300, 20, 20).map(length -> job(length)).toList();

        reader(model, new Budget(60, 400)).read(jobs);

        assertThat(jobs).allMatch(job -> job.state() == State.FINISHED);
        assertThat(model.tokens).startsWith(40, 302, 43);
    }

    @Test
    void shouldLetInJobThatIsLargerThanEverythingWhenNothingElseIsOnItsWay() {
        var model = new Passes();
        var jobs = List.of(job(20), job(900), job(20));

        reader(model, new Budget(60, 100)).read(jobs);

        assertThat(jobs).allMatch(job -> job.state() == State.FINISHED);
        assertThat(model.tokens).contains(900);
    }

    @Test
    void shouldForgetJobAtOnceWhenItIsCalledOff() {
        var model = new Passes();
        var asked = new AtomicInteger();
        var left = new RecordedJob(List.of(query(80)), () -> asked.incrementAndGet() > 3);
        var kept = job(10);

        reader(model, Budget.UNLIMITED).read(List.of(left, kept));

        assertThat(left.state()).isEqualTo(State.ABANDONED);
        assertThat(left.readings())
                .singleElement()
                .satisfies(reading -> assertThat(reading.completion().tokens()).isEqualTo(3));
        assertThat(kept.state()).isEqualTo(State.FINISHED);
        assertThat(model.kept).startsWith(90, 92, 94, 12, 13).endsWith(0);
    }

    @Test
    void shouldNotReadJobThatIsCalledOffBeforeItsTurn() {
        var model = new Passes();
        var left = new RecordedJob(List.of(query(80)), () -> true);

        reader(model, Budget.UNLIMITED).read(List.of(left));

        assertThat(left.state()).isEqualTo(State.ABANDONED);
        assertThat(left.readings()).isEmpty();
        assertThat(model.tokens).isEmpty();
    }

    @Test
    void shouldKeepWhatIsFinishedWhenTheModelFailsLater() {
        var model = new Passes(pass -> {
            if (pass == WRITTEN + 2) {
                throw new IllegalStateException("out of memory");
            }
        });
        var jobs = jobs(6, 50);

        assertThatThrownBy(() -> reader(model, new Budget(50, 150)).read(jobs)).hasMessage("out of memory");

        assertThat(jobs).filteredOn(job -> job.state() == State.FINISHED).hasSize(3);
        assertThat(jobs).noneMatch(job -> job.state() == State.ABANDONED);
        assertThat(model.model.spansKept()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldReadTheSameWhateverTheBudgetAndTheCompany(long seed) {
        var random = new Random(seed);
        var queries = Stream.generate(() -> query(40 + random.nextInt(60), random.nextInt(3)))
                .limit(12)
                .toList();
        var budget = new Budget(1 + random.nextInt(300), 1 + random.nextInt(900));

        var together = queries.stream().map(RecordedJob::of).toList();
        reader(scripted(), budget).read(together);

        for (int i = 0; i < queries.size(); i++) {
            var alone = RecordedJob.of(queries.get(i));
            reader(scripted(), Budget.UNLIMITED).read(List.of(alone));
            assertThat(together.get(i).readings()).isEqualTo(alone.readings());
        }
    }

    private static PromptReader reader(LanguageModel model, Budget budget) {
        return new PromptReader(model, new StopRule(TOKENIZER, List.of(CharacterTokenizer.END), WRITTEN, true), budget);
    }

    private static List<RecordedJob> jobs(int count, int length) {
        return Stream.generate(() -> job(length)).limit(count).toList();
    }

    private static RecordedJob job(int length) {
        return RecordedJob.of(query(length));
    }

    /** A prompt that shares no beginning with another. */
    private static Query query(int length) {
        return query(length, length * 31 + COUNT.incrementAndGet());
    }

    private static final AtomicInteger COUNT = new AtomicInteger();

    private static Query query(int length, int seed) {
        var random = new Random(seed);
        var tokens = IntStream.range(0, length)
                .map(at -> at == 0 ? 1 : 'a' + random.nextInt(26))
                .toArray();
        return new Query(tokens, Optional.empty());
    }

    /** Logits that depend on the last tokens only, and never on who else is read. */
    private static LanguageModel scripted() {
        return new ScriptedModel(tokens -> {
            var random =
                    new Random(IntStream.of(tokens).skip(tokens.length - 3L).sum());
            var logits = new float[128];
            logits['a' + random.nextInt(26)] = 5;
            return logits;
        });
    }

    /** A model that writes a letter again and again, and records how much is read and kept. */
    private static final class Passes implements LanguageModel {
        final ScriptedModel model = new ScriptedModel(tokens -> {
            var logits = new float[128];
            logits['z'] = 1;
            return logits;
        });
        final List<Integer> tokens = new ArrayList<>();
        final List<Integer> kept = new ArrayList<>();
        private final Set<TokenSpan> known = new HashSet<>();
        private final IntConsumer beforePass;

        Passes() {
            this(pass -> {});
        }

        Passes(IntConsumer beforePass) {
            this.beforePass = beforePass;
        }

        int mostKept() {
            return kept.stream().mapToInt(Integer::intValue).max().orElseThrow();
        }

        @Override
        public Map<TokenSpan, float[]> logits(List<TokenSpan> spans) {
            beforePass.accept(tokens.size());
            known.addAll(spans);
            tokens.add(count(spans));
            kept.add(count(known));
            return model.logits(spans);
        }

        @Override
        public void release(Collection<TokenSpan> spans) {
            model.release(spans);
            if (known.removeAll(Set.copyOf(spans))) {
                kept.add(count(known));
            }
        }

        @Override
        public void close() {}

        private static int count(Collection<TokenSpan> spans) {
            return spans.stream().mapToInt(TokenSpan::length).sum();
        }
    }
}
