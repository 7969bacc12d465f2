package io.judgefleet.judgelm.inference;

import io.judgefleet.judgelm.tokenizer.Tokenizer;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A tokenizer in which every ASCII character is a token; 1 begins and 2 ends a sequence. */
public final class CharacterTokenizer implements Tokenizer {
    public static final int END = 2;

    @Override
    public int[] encode(String text) {
        return IntStream.concat(IntStream.of(1), text.chars()).toArray();
    }

    @Override
    public String decode(int[] ids) {
        return Arrays.stream(ids)
                .filter(id -> id > 2)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    @Override
    public String token(int id) {
        return Character.toString(id);
    }

    @Override
    public int vocabularySize() {
        return 128;
    }

    @Override
    public String digest() {
        return "characters";
    }

    @Override
    public void close() {}
}
