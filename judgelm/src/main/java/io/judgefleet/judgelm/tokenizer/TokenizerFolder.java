package io.judgefleet.judgelm.tokenizer;

import static io.judgefleet.judgelm.checkpoint.files.CheckpointException.Fault.FOREIGN_TOKENIZER;
import static io.judgefleet.judgelm.checkpoint.files.CheckpointException.Fault.MALFORMED_FILE;
import static io.judgefleet.judgelm.checkpoint.files.CheckpointException.Fault.UNREADABLE_FILE;
import static java.nio.charset.StandardCharsets.UTF_8;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import io.judgefleet.judgelm.checkpoint.files.CheckpointException;
import io.judgefleet.judgelm.checkpoint.files.JsonFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.IntStream;

/** Opens the tokenizer of a model folder, from whichever of the two files it comes in. */
final class TokenizerFolder {
    /** The library would cut at 512 tokens and pad, were it not told otherwise. */
    private static final Map<String, String> AS_IS =
            Map.of("addSpecialTokens", "false", "truncation", "false", "padding", "false");

    static Tokenizer open(Path folder) {
        var settings = TokenizerSettings.read(folder.resolve("tokenizer_config.json"));
        var json = folder.resolve("tokenizer.json");
        var sentencePiece = folder.resolve("tokenizer.model");
        if (Files.exists(json)) {
            return json(json, settings);
        }
        if (Files.exists(sentencePiece)) {
            return sentencePiece(sentencePiece, settings);
        }
        throw new CheckpointException(
                UNREADABLE_FILE, folder, "expected a tokenizer.json or tokenizer.model, found none");
    }

    static Tokenizer openFor(Path folder, int rows) {
        var tokenizer = open(folder);
        int largest = tokenizer.largestId();
        if (largest < rows) {
            return tokenizer;
        }
        var spelling = tokenizer.token(largest);
        tokenizer.close();
        throw new CheckpointException(
                FOREIGN_TOKENIZER,
                folder,
                "expected a tokenizer with ids below %d, the rows of model.embed_tokens.weight, found %d for \"%s\""
                        .formatted(rows, largest, spelling));
    }

    private static Tokenizer json(Path file, TokenizerSettings settings) {
        var json = PlainTokenizerJson.of(file, JsonFile.read(file), settings);
        return tokenizer(file, json.text(), json.vocabulary(), HubTokenizer.Decoder.OF_LIBRARY);
    }

    static Tokenizer sentencePiece(Path file, TokenizerSettings settings) {
        var model = SentencePieceModel.parse(file, JsonFile.bytes(file));
        var vocabulary = SentencePieceDecoder.vocabulary(file, model, settings);
        return tokenizer(file, TokenizersJson.of(model), vocabulary, new SentencePieceDecoder(model));
    }

    private static Tokenizer tokenizer(
            Path file, String json, HubTokenizer.Vocabulary vocabulary, HubTokenizer.Decoder decoder) {
        var digest = digest(file, vocabulary);
        var tokenizer = new HubTokenizer(library(file, json), vocabulary, decoder, digest);
        vocabulary.special().forEach(id -> requireInert(file, tokenizer, vocabulary, id));
        return tokenizer;
    }

    private static HuggingFaceTokenizer library(Path file, String json) {
        try {
            return HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(json.getBytes(UTF_8)), AS_IS);
        } catch (IOException | RuntimeException e) {
            // The library throws plain RuntimeExceptions for whatever it cannot read.
            throw new CheckpointException(
                    MALFORMED_FILE, file, "expected a tokenizer, found one that cannot be built: " + e.getMessage(), e);
        }
    }

    /** Whoever writes an answer must not be able to write a special token. */
    private static void requireInert(Path file, HubTokenizer tokenizer, HubTokenizer.Vocabulary vocabulary, int id) {
        var ids = tokenizer.encode(tokenizer.token(id));
        if (IntStream.of(ids).skip(vocabulary.beginning().isPresent() ? 1 : 0).anyMatch(found -> found == id)) {
            throw new CheckpointException(
                    MALFORMED_FILE, file, "expected no text to become special token " + tokenizer.token(id));
        }
    }

    private static String digest(Path file, HubTokenizer.Vocabulary vocabulary) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update((file.getFileName() + " bos=" + vocabulary.beginning() + "\n").getBytes(UTF_8));
            return HexFormat.of().formatHex(digest.digest(JsonFile.bytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private TokenizerFolder() {}
}
