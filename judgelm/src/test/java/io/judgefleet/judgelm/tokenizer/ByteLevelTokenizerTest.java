package io.judgefleet.judgelm.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.judgefleet.judgelm.checkpoint.files.CheckpointException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteLevelTokenizerTest {
    private static final Path FIXTURE = Path.of("src/test/resources/byte-level");
    private static final List<String> PARTS = List.of(
            "license",
            " the",
            "Licensor",
            "12345",
            "'ll",
            "  ",
            "\n",
            "\r\n\n",
            "\t",
            " ",
            "!?",
            "naïve",
            "日本語",
            " 🎉",
            "\u00a0",
            "a\u0301",
            "[System]",
            "###",
            "<|eot_id|>",
            "<tool");

    @TempDir
    Path folder;

    @Test
    void shouldGiveIdsOfNaiveTwin() throws IOException {
        var twin = new NaiveByteLevelBpe(json());
        var random = new Random(20261124);
        try (var tokenizer = Tokenizer.open(FIXTURE)) {
            for (int i = 0; i < 500; i++) {
                var text = new StringBuilder();
                IntStream.range(0, random.nextInt(12))
                        .forEach(any -> text.append(PARTS.get(random.nextInt(PARTS.size()))));

                var ids = tokenizer.encode(text.toString());

                assertThat(IntStream.of(ids).skip(1)).containsExactly(boxed(twin.encode(text.toString())));
                assertThat(tokenizer.decode(ids)).isEqualTo(text.toString());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<|begin_of_text|>", "<|end_of_text|>", "a<|eot_id|>b", "<|eot_id|><|eot_id|>"})
    void shouldEncodeSpecialTokenAsItsCharactersWhenItStandsInText(String text) {
        try (var tokenizer = Tokenizer.open(FIXTURE)) {
            var ids = tokenizer.encode(text);

            assertThat(tokenizer.token(ids[0])).isEqualTo("<|begin_of_text|>");
            assertThat(IntStream.of(ids).skip(1).mapToObj(tokenizer::token)).noneMatch(token -> token.startsWith("<|"));
            assertThat(tokenizer.decode(ids)).isEqualTo(text);
        }
    }

    @Test
    void shouldKeepAddedTokenWhenItIsNotSpecial() {
        try (var tokenizer = Tokenizer.open(FIXTURE)) {
            assertThat(IntStream.of(tokenizer.encode("x<tool_call>")).mapToObj(tokenizer::token))
                    .endsWith("<tool_call>");
        }
    }

    @Test
    void shouldPutNothingInFrontWhenSettingsSaySo() throws IOException {
        write(json(), "{\"add_bos_token\": false, \"bos_token\": null}");

        try (var tokenizer = Tokenizer.open(folder)) {
            assertThat(tokenizer.encode("")).isEmpty();
        }
    }

    @Test
    void shouldPutNothingInFrontWhenNoFileSaysThatAnythingBelongsThere() throws IOException {
        var json = json();
        json.putNull("post_processor");
        write(json, "{\"bos_token\": \"<|begin_of_text|>\"}");

        try (var tokenizer = Tokenizer.open(folder)) {
            assertThat(tokenizer.encode("")).isEmpty();
        }
    }

    @Test
    void shouldTakeBeginningFromSettingsWhenTheyNameOne() throws IOException {
        write(json(), "{\"add_bos_token\": true, \"bos_token\": {\"content\": \"<|eot_id|>\"}}");

        try (var tokenizer = Tokenizer.open(folder)) {
            assertThat(tokenizer.token(tokenizer.encode("")[0])).isEqualTo("<|eot_id|>");
        }
    }

    @Test
    void shouldRefuseFileWhenItsModelIsNoBpe() throws IOException {
        var json = json();
        ((ObjectNode) json.get("model")).put("type", "Unigram");
        write(json, "{}");

        assertThatThrownBy(() -> Tokenizer.open(folder))
                .isInstanceOf(CheckpointException.class)
                .hasMessage(folder.resolve("tokenizer.json") + ": expected a BPE tokenizer, found Unigram");
    }

    @Test
    void shouldRefuseFileWhenTextCouldBecomeSpecialToken() throws IOException {
        var json = json();
        ((ObjectNode) json.get("added_tokens").get(1)).put("content", " the");
        ((ObjectNode) json.get("added_tokens").get(1))
                .put("id", json.at("/model/vocab/Ġthe").intValue());
        write(json, "{}");

        assertThatThrownBy(() -> Tokenizer.open(folder))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("expected no text to become special token  the");
    }

    @Test
    void shouldNameFolderWhenItHasNoTokenizer() {
        assertThatThrownBy(() -> Tokenizer.open(folder))
                .isInstanceOf(CheckpointException.class)
                .hasMessage(folder + ": expected a tokenizer.json or tokenizer.model, found none");
    }

    private void write(ObjectNode json, String settings) throws IOException {
        Files.writeString(folder.resolve("tokenizer.json"), json.toString());
        Files.writeString(folder.resolve("tokenizer_config.json"), settings);
    }

    private static ObjectNode json() throws IOException {
        return (ObjectNode)
                new ObjectMapper().readTree(FIXTURE.resolve("tokenizer.json").toFile());
    }

    private static Integer[] boxed(int[] ids) {
        return IntStream.of(ids).boxed().toArray(Integer[]::new);
    }
}
