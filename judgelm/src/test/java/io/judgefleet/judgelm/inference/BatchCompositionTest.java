package io.judgefleet.judgelm.inference;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.judgefleet.judgelm.checkpoint.Checkpoint;
import io.judgefleet.judgelm.decoding.PromptReader;
import io.judgefleet.judgelm.decoding.PromptReader.Budget;
import io.judgefleet.judgelm.decoding.PromptReader.Query;
import io.judgefleet.judgelm.decoding.PromptReader.Reading;
import io.judgefleet.judgelm.decoding.ScoreGrammar;
import io.judgefleet.judgelm.decoding.StopRule;
import io.judgefleet.judgelm.prompt.JudgeTask;
import io.judgefleet.judgelm.prompt.LengthPolicy;
import io.judgefleet.judgelm.prompt.PreparedTask;
import io.judgefleet.judgelm.prompt.PromptWindow;
import io.judgefleet.judgelm.tokenizer.Tokenizer;
import io.judgefleet.judgement.JudgingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a prompt is read as must not depend on who is read beside it, before it or after it. */
class BatchCompositionTest {
    private static final Path FIXTURES = Path.of("src/test/resources/llama-fixtures");
    private static final double TOLERANCE = 1e-3;

    @ParameterizedTest
    @CsvSource({"vicuna-style, true", "vicuna-style, false", "llama3-style, true", "llama3-style, false"})
    void shouldReadEveryPromptAlikeInEverySubset(String name, boolean shares) {
        try (var bench = new Bench(name)) {
            var queries = bench.queries();
            var alone = queries.stream()
                    .map(query -> bench.read(Budget.UNLIMITED.withoutSharing(), List.of(query))
                            .getFirst())
                    .toList();
            var budget = shares ? Budget.UNLIMITED : Budget.UNLIMITED.withoutSharing();
            for (int subset = 1; subset < 1 << queries.size(); subset++) {
                var members = members(subset, queries.size());

                var together =
                        bench.read(budget, members.stream().map(queries::get).toList());

                assertAlike(together, members.stream().map(alone::get).toList());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void shouldReadAlikeUnderEveryBudget(long seed) {
        var random = new Random(seed);
        try (var bench = new Bench(seed % 2 == 0 ? "vicuna-style" : "llama3-style")) {
            var queries = new ArrayList<>(bench.queries());
            queries.addAll(bench.queries());
            var expected = bench.read(Budget.UNLIMITED.withoutSharing(), queries);

            var found = bench.read(new Budget(1 + random.nextInt(1500), 1 + random.nextInt(4000)), queries);

            assertAlike(found, expected);
        }
    }

    private static List<Integer> members(int subset, int count) {
        return IntStream.range(0, count)
                .filter(member -> (subset >> member & 1) == 1)
                .boxed()
                .toList();
    }

    private static void assertAlike(List<Reading> found, List<Reading> expected) {
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i).completion()).isEqualTo(expected.get(i).completion());
            var scoring = found.get(i).scoring().orElseThrow();
            var other = expected.get(i).scoring().orElseThrow();
            assertThat(scoring.likeliest()).isEqualTo(other.likeliest());
            for (int answer = 0; answer < other.expected().size(); answer++) {
                assertThat(scoring.expected().get(answer))
                        .isCloseTo(other.expected().get(answer), within(TOLERANCE));
            }
        }
    }

    /** A fixture's model with both prompts of a pair, a prompt on the same question, and others. */
    private static final class Bench implements AutoCloseable {
        private final Tokenizer tokenizer;
        private final LlamaModel model;

        Bench(String name) {
            var checkpoint = Checkpoint.open(FIXTURES.resolve(name));
            tokenizer = Tokenizer.open(FIXTURES.resolve(name));
            model = LlamaModel.load(checkpoint.config(), checkpoint.tensors(), Computing.DEFAULT);
        }

        List<Query> queries() {
            var long_ = "It scatters short waves more than long ones. ".repeat(9);
            var queries = new ArrayList<Query>();
            queries.addAll(prompts(JudgingMode.PAIR, "Why is the sky blue?", List.of("Because.", long_)));
            queries.addAll(prompts(JudgingMode.SINGLE, "Why is the sky blue?", List.of(long_, "No idea.")));
            queries.addAll(prompts(JudgingMode.MULTI, "1 + 1?", List.of("2", "3", "two")));
            return List.copyOf(queries);
        }

        List<Reading> read(Budget budget, List<Query> queries) {
            var jobs = queries.stream().map(RecordedJob::of).toList();
            var stop = new StopRule(tokenizer, List.of(2), 8, true);
            new PromptReader(model, stop, budget).read(jobs);
            assertThat(model.cachedTokens()).isZero();
            return jobs.stream()
                    .map(job -> requireNonNull(job.readings().getFirst()))
                    .toList();
        }

        private List<Query> prompts(JudgingMode mode, String question, List<String> answers) {
            var task = new JudgeTask(mode, question, answers, Optional.empty());
            var grammar = switch (mode) {
                case PAIR, CHAT -> ScoreGrammar.ofPair(tokenizer);
                case SINGLE, MULTIMODAL -> ScoreGrammar.afterPinnedTen(tokenizer);
                case MULTI -> ScoreGrammar.ofAnswers(tokenizer, answers.size());
            };
            return new PromptWindow(tokenizer, 2000, LengthPolicy.REJECT)
                    .prepare(task).prompts().stream()
                            .map(PreparedTask.Prompt::tokens)
                            .map(tokens -> new Query(tokens, Optional.of(grammar)))
                            .toList();
        }

        @Override
        public void close() {
            model.close();
            tokenizer.close();
        }
    }
}
