package io.judgefleet.judgelm.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import io.judgefleet.judgelm.checkpoint.files.JsonFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What tokenizer_config.json says about the beginning of a text, as far as it says anything.
 *
 * @param addsBeginning whether a beginning-of-sequence token is to be put in front
 * @param beginning its spelling
 */
record TokenizerSettings(Optional<Boolean> addsBeginning, Optional<String> beginning) {
    /** Where no file says anything. */
    static final TokenizerSettings NONE = new TokenizerSettings(Optional.empty(), Optional.empty());

    static TokenizerSettings read(Path file) {
        return Files.exists(file) ? of(JsonFile.read(file)) : NONE;
    }

    private static TokenizerSettings of(JsonNode json) {
        var adds = json.path("add_bos_token");
        var token = json.path("bos_token");
        var spelling = token.isObject() ? token.path("content") : token;
        return new TokenizerSettings(
                adds.isBoolean() ? Optional.of(adds.booleanValue()) : Optional.empty(),
                spelling.isTextual() ? Optional.of(spelling.textValue()) : Optional.empty());
    }
}
