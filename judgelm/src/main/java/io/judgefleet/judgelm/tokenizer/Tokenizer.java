package io.judgefleet.judgelm.tokenizer;

import io.judgefleet.judgelm.checkpoint.LlamaConfig;
import java.nio.file.Path;

/**
 * Text to token ids and back, as the checkpoint's own tokenizer does it; may be used from any thread.
 *
 * <p>Text is only text: what looks like a special token in it ({@code </s>}) is encoded as the characters it is made
 * of, never as the special token's id.
 */
public interface Tokenizer extends AutoCloseable {
    /**
     * Reads the tokenizer of a model folder: tokenizer.json where there is one, else tokenizer.model.
     *
     * @throws io.judgefleet.judgelm.checkpoint.files.CheckpointException if there is none or it cannot be used
     */
    static Tokenizer open(Path folder) {
        return TokenizerFolder.open(folder);
    }

    /**
     * Reads the tokenizer of a model folder, whose ids must be rows of the model's embedding.
     *
     * @throws io.judgefleet.judgelm.checkpoint.files.CheckpointException if a text could get another id, or as {@link #open}
     */
    static Tokenizer openFor(Path folder, LlamaConfig config) {
        return TokenizerFolder.openFor(folder, config.dimensions().vocabularySize());
    }

    /** A SentencePiece model by itself, outside of any model folder. */
    static Tokenizer openSentencePiece(Path file) {
        return TokenizerFolder.sentencePiece(file, TokenizerSettings.NONE);
    }

    /** The ids of a text, the beginning-of-sequence id once in front where the model has one. */
    int[] encode(String text);

    /** The text of some ids, without special tokens and without ids that are none of the tokenizer's. */
    String decode(int[] ids);

    /** The vocabulary's own spelling of an id, as {@code ▁The} or {@code <0x0A>}. */
    String token(int id);

    /** The number of ids; they run from 0. */
    int vocabularySize();

    /** The largest id that a text can get; special tokens above it are never read. */
    default int largestId() {
        return vocabularySize() - 1;
    }

    /** SHA-256 over everything that decides how text becomes ids. */
    String digest();

    @Override
    void close();
}
