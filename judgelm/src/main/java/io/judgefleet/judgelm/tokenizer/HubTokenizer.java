package io.judgefleet.judgelm.tokenizer;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/** A checkpoint's tokenizer on Hugging Face's native library, which knows no special tokens: those are added here. */
final class HubTokenizer implements Tokenizer {
    private final HuggingFaceTokenizer library;
    private final Vocabulary vocabulary;
    private final Decoder decoder;
    private final String digest;

    /** The spelling of each id, which of them are special, and which one begins a text. */
    record Vocabulary(List<String> spellings, Set<Integer> special, OptionalInt beginning) {
        Vocabulary {
            spellings = List.copyOf(spellings);
            special = Set.copyOf(special);
        }
    }

    /** The way back from ids without special ones to text. */
    @FunctionalInterface
    interface Decoder {
        /** As the tokenizer.json itself says. */
        Decoder OF_LIBRARY = (library, ids) ->
                library.decode(IntStream.of(ids).asLongStream().toArray(), false);

        String decode(HuggingFaceTokenizer library, int[] ids);
    }

    HubTokenizer(HuggingFaceTokenizer library, Vocabulary vocabulary, Decoder decoder, String digest) {
        this.library = library;
        this.vocabulary = vocabulary;
        this.decoder = decoder;
        this.digest = digest;
    }

    @Override
    public int[] encode(String text) {
        var ids = library.encode(wellFormed(text), false, false).getIds();
        var beginning = vocabulary.beginning().stream().limit(1);
        return IntStream.concat(beginning, IntStream.range(0, ids.length).map(at -> Math.toIntExact(ids[at])))
                .toArray();
    }

    @Override
    public String decode(int[] ids) {
        var visible = IntStream.of(ids)
                .filter(id -> id < vocabularySize() && !vocabulary.special().contains(id))
                .toArray();
        return visible.length == 0 ? "" : decoder.decode(library, visible);
    }

    @Override
    public String token(int id) {
        return vocabulary.spellings().get(id);
    }

    @Override
    public int vocabularySize() {
        return vocabulary.spellings().size();
    }

    @Override
    public int largestId() {
        return IntStream.range(0, vocabularySize())
                .filter(id -> !vocabulary.special().contains(id)
                                && !vocabulary.spellings().get(id).isEmpty()
                        || vocabulary.beginning().equals(OptionalInt.of(id)))
                .max()
                .orElse(0);
    }

    @Override
    public String digest() {
        return digest;
    }

    @Override
    public void close() {
        library.close();
    }

    /** Half a surrogate pair has no UTF-8 form; as everywhere in Java, a question mark stands for it. */
    private static String wellFormed(String text) {
        return new String(text.getBytes(UTF_8), UTF_8);
    }
}
