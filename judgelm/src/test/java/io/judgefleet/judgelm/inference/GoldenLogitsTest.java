package io.judgefleet.judgelm.inference;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.judgefleet.judgelm.checkpoint.Checkpoint;
import io.judgefleet.judgelm.checkpoint.files.DType;
import io.judgefleet.judgelm.tokenizer.Tokenizer;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text to ids to logits to tokens, against values that another implementation computed. */
class GoldenLogitsTest {
    private static final float TOLERANCE = 1e-3f;

    /** A text with what is expected of it. */
    private record Golden(
            String prompt, int[] ids, float[] firstLogits, int[] topIds, float[] topLogProbabilities, int[] greedy) {
        static Golden of(JsonNode json) {
            return new Golden(
                    json.get("prompt").textValue(),
                    ints(json.get("ids")),
                    floats(json.get("last_logits_first16")),
                    ints(json.get("top10_ids")),
                    floats(json.get("top10_logprobs")),
                    ints(json.get("greedy_ids")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"vicuna-style", "llama3-style"})
    void shouldGiveGoldenLogitsAndTokensWhenPromptsAreRead(String name) throws Exception {
        try (var tokenizer = Tokenizer.open(folder(name));
                var model = open(name, DType.FP32)) {
            for (var golden : cases(name)) {
                var ids = tokenizer.encode(golden.prompt());
                assertThat(ids).containsExactly(golden.ids());

                assertGolden(golden, logits(model, List.of(TokenSpan.of(ids))).getFirst());
                assertThat(greedy(model, List.of(ids)).getFirst()).containsExactly(golden.greedy());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"vicuna-style", "llama3-style"})
    void shouldGiveGoldenLogitsAndTokensWhenAllPromptsArePacked(String name) throws Exception {
        var cases = cases(name);
        try (var model = open(name, DType.FP32)) {
            var logits = logits(
                    model,
                    cases.stream().map(golden -> TokenSpan.of(golden.ids())).toList());
            var greedy = greedy(model, cases.stream().map(Golden::ids).toList());

            for (int i = 0; i < cases.size(); i++) {
                assertGolden(cases.get(i), logits.get(i));
                assertThat(greedy.get(i)).containsExactly(cases.get(i).greedy());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"vicuna-style", "llama3-style"})
    void shouldGiveGoldenLogitsWhenPrefixesAreShared(String name) throws Exception {
        try (var model = open(name, DType.FP32)) {
            for (var golden :
                    cases(name).stream().filter(each -> each.ids().length > 1).toList()) {
                int cut = golden.ids().length / 2;
                var prefix = TokenSpan.prefix(Arrays.copyOf(golden.ids(), cut));
                var rest = Arrays.copyOfRange(golden.ids(), cut, golden.ids().length);

                assertGolden(
                        golden,
                        logits(model, List.of(prefix, prefix.then(rest), prefix.then(7)))
                                .getFirst());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"vicuna-style", "llama3-style"})
    void shouldStayNearGoldenLogitsWhenComputingInBfloat16(String name) throws Exception {
        try (var model = open(name, DType.BF16)) {
            for (var golden : cases(name)) {
                var logits = logits(model, List.of(TokenSpan.of(golden.ids()))).getFirst();

                assertThat(Arrays.copyOf(logits, 16)).containsExactly(golden.firstLogits(), within(0.6f));
            }
        }
    }

    private static void assertGolden(Golden golden, float[] logits) {
        assertThat(Arrays.copyOf(logits, 16)).containsExactly(golden.firstLogits(), within(TOLERANCE));
        var top = IntStream.range(0, logits.length)
                .boxed()
                .sorted((a, b) -> Float.compare(logits[b], logits[a]))
                .limit(10)
                .mapToInt(Integer::intValue)
                .toArray();
        assertThat(top).containsExactly(golden.topIds());
        var sorted = top.clone();
        Arrays.sort(sorted);
        var next = NextToken.of(logits, sorted);
        for (int i = 0; i < top.length; i++) {
            assertThat((float) next.logProbability(top[i]))
                    .isCloseTo(golden.topLogProbabilities()[i], within(TOLERANCE));
        }
    }

    private static List<float[]> logits(LanguageModel model, List<TokenSpan> spans) {
        return new ArrayList<>(model.logits(spans).values());
    }

    /** Twelve tokens, each the likeliest, for all prompts side by side. */
    private static List<int[]> greedy(LanguageModel model, List<int[]> prompts) {
        var spans = new ArrayList<>(prompts.stream().map(TokenSpan::of).toList());
        var tokens = new ArrayList<List<Integer>>();
        prompts.forEach(prompt -> tokens.add(new ArrayList<>()));
        for (int step = 0; step < 12; step++) {
            Map<TokenSpan, NextToken> next = model.next(spans, new int[0]);
            for (int i = 0; i < spans.size(); i++) {
                int best = requireNonNull(next.get(spans.get(i))).best();
                tokens.get(i).add(best);
                spans.set(i, spans.get(i).then(best));
            }
        }
        return tokens.stream()
                .map(each -> each.stream().mapToInt(Integer::intValue).toArray())
                .toList();
    }

    private static LlamaModel open(String name, DType compute) throws URISyntaxException {
        var checkpoint = Checkpoint.open(folder(name));
        return LlamaModel.load(checkpoint.config(), checkpoint.tensors(), compute);
    }

    private static List<Golden> cases(String name) throws IOException, URISyntaxException {
        var json =
                new ObjectMapper().readTree(folder(name).resolve("golden.json").toFile());
        return StreamSupport.stream(json.get("cases").spliterator(), false)
                .map(Golden::of)
                .toList();
    }

    private static Path folder(String name) throws URISyntaxException {
        return Path.of(requireNonNull(GoldenLogitsTest.class.getResource("/llama-fixtures/" + name))
                .toURI());
    }

    private static int[] ints(JsonNode json) {
        return StreamSupport.stream(json.spliterator(), false)
                .mapToInt(JsonNode::intValue)
                .toArray();
    }

    private static float[] floats(JsonNode json) {
        var floats = new float[json.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = json.get(i).floatValue();
        }
        return floats;
    }
}
