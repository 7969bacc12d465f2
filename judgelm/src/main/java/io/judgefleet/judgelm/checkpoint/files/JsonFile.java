package io.judgefleet.judgelm.checkpoint.files;

import static io.judgefleet.judgelm.checkpoint.files.CheckpointException.Fault.MALFORMED_FILE;
import static io.judgefleet.judgelm.checkpoint.files.CheckpointException.Fault.UNREADABLE_FILE;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.judgefleet.comparisons.json.JsonFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A JSON object in a model folder; whatever is wrong with it becomes a {@link CheckpointException}. */
public final class JsonFile {
    /** Far above the largest tokenizer.json in use (some 30 MB), far below what would hurt. */
    private static final long MOST_BYTES = 128L << 20;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** The object in a file. */
    public static JsonNode read(Path file) {
        return parse(file, bytes(file));
    }

    /** The content of a file of reasonable size. */
    public static byte[] bytes(Path file) {
        try {
            WeightFile.requireRegular(file);
            var size = Files.size(file);
            if (size > MOST_BYTES) {
                throw new CheckpointException(
                        MALFORMED_FILE, file, "expected at most %d bytes, found %d".formatted(MOST_BYTES, size));
            }
            var bytes = Files.readAllBytes(file);
            LfsPointer.refuse(file, bytes);
            return bytes;
        } catch (IOException e) {
            throw new CheckpointException(UNREADABLE_FILE, file, "expected a readable file, found none", e);
        }
    }

    /** The object in some bytes that came from a file. */
    static JsonNode parse(Path file, byte[] json) {
        try {
            var node = MAPPER.readTree(json);
            if (!node.isObject()) {
                throw new CheckpointException(
                        MALFORMED_FILE, file, "expected a JSON object, found " + node.getNodeType());
            }
            return node;
        } catch (JsonProcessingException e) {
            throw new CheckpointException(MALFORMED_FILE, file, JsonFault.ofFile(e), e);
        } catch (IOException e) {
            throw new CheckpointException(MALFORMED_FILE, file, "expected JSON in UTF-8", e);
        }
    }

    private JsonFile() {}
}
