package io.judgefleet.judgelm.decoding;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.judgefleet.judgelm.decoding.PromptReader.Budget;
import io.judgefleet.judgelm.decoding.PromptReader.Query;
import io.judgefleet.judgelm.decoding.PromptReader.Reading;
import io.judgefleet.judgelm.decoding.ScoreSearch.Pruning;
import io.judgefleet.judgelm.inference.CharacterTokenizer;
import io.judgefleet.judgelm.inference.LanguageModel;
import io.judgefleet.judgelm.inference.NextToken;
import io.judgefleet.judgelm.inference.RecordedJob;
import io.judgefleet.judgelm.inference.ScriptedModel;
import io.judgefleet.judgement.ScoreDistribution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromptReaderTest {
    private static final CharacterTokenizer TOKENIZER = new CharacterTokenizer();
    private static final ScoreGrammar PAIR = ScoreGrammar.ofPair(TOKENIZER);
    private static final int[] PROMPT = TOKENIZER.encode("Who is better?\n### Response:");

    @ParameterizedTest
    @CsvSource(textBlock = """
                    '8 7\nbecause', '8 7', 4
                    '10 9.5\n',     '10 9.5', 7
                    '8 7',          '8 7', 3
                    '\n8 7',        '', 1
                    'I would say that it depends', 'I would say that', 16
                    """)
    void shouldStopAtNewlineOrEndOrLimit(String wanted, String text, int tokens) {
        var model = ScriptedModel.writing(PROMPT.length, wanted);

        var reading =
                read(model, Pruning.NONE, new Query(PROMPT, Optional.empty())).getFirst();

        assertThat(reading.completion()).isEqualTo(new Completion(text, tokens));
        assertThat(model.spansKept()).isZero();
    }

    @Test
    void shouldGiveTheDistributionOfBruteForceWhenNothingIsPruned() {
        var logits = random(11);

        var reading =
                read(new ScriptedModel(logits), Pruning.NONE, pair(PROMPT)).getFirst();

        assertClose(distribution(reading), bruteForce(logits));
    }

    @Test
    void shouldStayNearBruteForceWhenTheUnlikelyIsPruned() {
        var logits = trained(random(12));
        var model = new ScriptedModel(logits);

        var reading = read(model, Pruning.DEFAULT, pair(PROMPT)).getFirst();

        var found = distribution(reading);
        var exact = bruteForce(logits);
        assertThat(found.expectedFirst()).isCloseTo(exact.expectedFirst(), within(0.05));
        assertThat(found.expectedSecond()).isCloseTo(exact.expectedSecond(), within(0.05));
        assertThat(found.firstBetter()).isCloseTo(exact.firstBetter(), within(0.02));
        assertThat(model.tokensRead()).isLessThan(PROMPT.length + 9 * 24);
    }

    @Test
    void shouldFollowTheLikeliestAllowedTokenWhenTheModelWantsToWriteProse() {
        Function<int[], float[]> prose = tokens -> {
            var answer = random(13).apply(tokens);
            answer['I'] = 50;
            return answer;
        };

        var reading =
                read(new ScriptedModel(prose), Pruning.DEFAULT, pair(PROMPT)).getFirst();

        assertThat(reading.completion().text()).startsWith("II");
        assertThat(reading.scoring().orElseThrow().likeliest()).isEqualTo(allowedArgmax(prose));
    }

    @Test
    void shouldReadCommonBeginningsOnceAndAnswerTheSame() {
        var logits = random(14);
        var prompts = List.of(
                        "The question is about the sky and its colour. A then B",
                        "The question is about the sky and its colour. B then A",
                        "The question is about the sea, and nothing else at all",
                        "Another question that has no relation to all the others",
                        "The question is about the sky and its colour. B then A")
                .stream()
                .map(TOKENIZER::encode)
                .toList();
        var together = new ScriptedModel(logits);

        var readings = read(
                together,
                Pruning.DEFAULT,
                prompts.stream().map(PromptReaderTest::pair).toArray(Query[]::new));

        for (int i = 0; i < prompts.size(); i++) {
            var alone = read(new ScriptedModel(logits), Pruning.DEFAULT, pair(prompts.get(i)))
                    .getFirst();
            assertThat(readings.get(i)).isEqualTo(alone);
        }
        assertThat(together.spansKept()).isZero();
        var saved = prompts.stream().mapToInt(prompt -> prompt.length).sum() - promptTokensRead(logits, prompts);
        assertThat(saved).isGreaterThan(80);
    }

    @Test
    void shouldReleaseEverythingWhenTheModelFails() {
        var model = new ScriptedModel(tokens -> {
            if (tokens.length > PROMPT.length + 2) {
                throw new IllegalStateException("out of memory");
            }
            return random(15).apply(tokens);
        });

        assertThatThrownBy(() -> read(model, Pruning.DEFAULT, pair(PROMPT), pair(PROMPT)))
                .hasMessage("out of memory");
        assertThat(model.spansKept()).isZero();
    }

    @Test
    void shouldAnswerNothingWhenNothingIsAsked() {
        assertThat(read(new ScriptedModel(random(1)), Pruning.DEFAULT)).isEmpty();
    }

    private static int promptTokensRead(Function<int[], float[]> logits, List<int[]> prompts) {
        var model = new ScriptedModel(logits);
        var stop = new StopRule(TOKENIZER, List.of(CharacterTokenizer.END), 1, true);
        new PromptReader(model, stop, Budget.UNLIMITED)
                .read(prompts.stream()
                        .map(prompt -> RecordedJob.of(new Query(prompt, Optional.empty())))
                        .toList());
        return model.tokensRead();
    }

    private static List<Reading> read(LanguageModel model, Pruning pruning, Query... queries) {
        var stop = new StopRule(TOKENIZER, List.of(CharacterTokenizer.END), 16, true);
        var jobs = Arrays.stream(queries).map(RecordedJob::of).toList();
        new PromptReader(model, stop, Budget.UNLIMITED, pruning).read(jobs);
        return jobs.stream().flatMap(job -> job.readings().stream()).toList();
    }

    private static ScoreDistribution distribution(Reading reading) {
        return reading.scoring().flatMap(Scoring::distribution).orElseThrow();
    }

    private static Query pair(int[] prompt) {
        return new Query(prompt, Optional.of(PAIR));
    }

    /** Logits that depend on the last tokens only. */
    private static Function<int[], float[]> random(long seed) {
        return tokens -> {
            var random = new Random(
                    seed ^ Arrays.hashCode(Arrays.copyOfRange(tokens, Math.max(0, tokens.length - 9), tokens.length)));
            var logits = new float[128];
            for (int i = 0; i < logits.length; i++) {
                logits[i] = (float) random.nextGaussian() * 2;
            }
            return logits;
        };
    }

    /** A model that writes two scores nearly always and is nearly sure of them, as a trained one. */
    private static Function<int[], float[]> trained(Function<int[], float[]> model) {
        return tokens -> {
            var logits = model.apply(tokens);
            Optional<ScoreNode> node = Optional.of(PAIR.root());
            for (int i = PROMPT.length; i < tokens.length; i++) {
                int token = tokens[i];
                node = node.map(each -> each.children().get(token));
            }
            node.ifPresent(each ->
                    each.children().keySet().forEach(token -> logits[token] = 30 + 2.5f * logits[token]));
            return logits;
        };
    }

    /** The distribution from the probability of every text that the grammar has, one by one. */
    private static ScoreDistribution bruteForce(Function<int[], float[]> logits) {
        var scores = new JointScores();
        var known = new HashMap<List<Integer>, float[]>();
        for (var first : ScoreGrammar.scores()) {
            for (var second : ScoreGrammar.scores()) {
                var text = first + " " + second + "\n";
                double sum = 0;
                var tokens = new ArrayList<>(Arrays.stream(PROMPT).boxed().toList());
                for (int i = 0; i < text.length(); i++) {
                    sum += logProbability(known, logits, tokens, text.charAt(i));
                    tokens.add((int) text.charAt(i));
                }
                scores.add(List.of(Double.valueOf(first), Double.valueOf(second)), sum);
            }
        }
        assertThat(scores.probabilities().values().stream().mapToDouble(p -> p).sum())
                .isCloseTo(1, within(1e-9));
        return scores.distribution();
    }

    private static double logProbability(
            Map<List<Integer>, float[]> known, Function<int[], float[]> logits, List<Integer> tokens, int next) {
        var answer = known.computeIfAbsent(
                List.copyOf(tokens),
                each -> logits.apply(each.stream().mapToInt(i -> i).toArray()));
        return NextToken.of(answer, new int[] {next}).logProbability(next);
    }

    private static List<Double> allowedArgmax(Function<int[], float[]> logits) {
        var node = PAIR.root();
        var tokens = PROMPT;
        while (!node.isEnd()) {
            var answer = logits.apply(tokens);
            int best = node.children().keySet().stream()
                    .max((a, b) -> Float.compare(answer[a], answer[b]))
                    .orElseThrow();
            node = requireNonNull(node.children().get(best));
            tokens = IntStream.concat(Arrays.stream(tokens), IntStream.of(best)).toArray();
        }
        return node.scores();
    }

    private static void assertClose(ScoreDistribution found, ScoreDistribution expected) {
        assertThat(found.expectedFirst()).isCloseTo(expected.expectedFirst(), within(1e-4));
        assertThat(found.expectedSecond()).isCloseTo(expected.expectedSecond(), within(1e-4));
        assertThat(found.firstBetter()).isCloseTo(expected.firstBetter(), within(1e-4));
        assertThat(found.tie()).isCloseTo(expected.tie(), within(1e-4));
        assertThat(found.entropy()).isCloseTo(expected.entropy(), within(1e-3));
    }
}
