package io.judgefleet.judgelm.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares with ids and texts that SentencePiece 0.1.97 itself gave for seeded random texts and ids. */
class SentencePieceOracleTest {
    private static final Path FOLDER = Path.of("src/test/resources/sentencepiece");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @ParameterizedTest
    @CsvSource({
        "vicuna-style, ../llama-fixtures/vicuna-style/tokenizer.model, 1500",
        "no-prefix-no-bytes, no-prefix-no-bytes.model, 300",
        "split-digits, split-digits.model, 300"
    })
    void shouldAgreeWithSentencePiece(String golden, String model, int cases) throws IOException {
        var differences = new ArrayList<String>();
        try (var tokenizer = Tokenizer.openSentencePiece(FOLDER.resolve(model));
                var lines = Files.lines(FOLDER.resolve(golden + ".jsonl"))) {
            assertThat(lines.peek(line -> compare(tokenizer, line, differences)).toList())
                    .hasSize(cases);
        }

        assertThat(differences).isEmpty();
    }

    private static void compare(Tokenizer tokenizer, String line, ArrayList<String> differences) {
        var golden = parse(line);
        var expected = IntStream.concat(IntStream.of(1), ids(golden.get("ids"))).toArray();
        if (!Arrays.equals(tokenizer.encode(golden.get("text").textValue()), expected)) {
            differences.add("ids of " + golden.get("text"));
        }
        var text = tokenizer.decode(ids(golden.get("random_ids")).toArray());
        if (!text.equals(golden.get("random_text").textValue())) {
            differences.add("text of " + golden.get("random_ids") + ": " + text);
        }
    }

    private static JsonNode parse(String line) {
        try {
            return MAPPER.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static IntStream ids(JsonNode ids) {
        return StreamSupport.stream(ids.spliterator(), false).mapToInt(JsonNode::intValue);
    }
}
