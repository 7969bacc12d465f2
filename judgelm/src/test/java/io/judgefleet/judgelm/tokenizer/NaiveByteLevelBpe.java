package io.judgefleet.judgelm.tokenizer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Byte-level BPE as one reads it in the papers: no caches, no queue; the twin against which the library is compared. */
final class NaiveByteLevelBpe {
    private final Pattern words;
    private final Map<String, Integer> ids = new HashMap<>();
    private final Map<List<String>, Integer> ranks = new HashMap<>();
    private final String[] letters = new String[256];

    NaiveByteLevelBpe(JsonNode tokenizer) {
        var pattern = tokenizer.at("/pre_tokenizer/pretokenizers/0/pattern/Regex");
        words = Pattern.compile(pattern.textValue(), Pattern.UNICODE_CHARACTER_CLASS);
        tokenizer
                .at("/model/vocab")
                .properties()
                .forEach(entry -> ids.put(entry.getKey(), entry.getValue().intValue()));
        tokenizer
                .at("/model/merges")
                .forEach(merge -> ranks.put(List.of(merge.textValue().split(" ")), ranks.size()));
        int unprintable = 0;
        for (int value = 0; value < 256; value++) {
            var printable = value > 32 && value < 127 || value > 160 && value != 173;
            letters[value] = Character.toString(printable ? value : 256 + unprintable++);
        }
    }

    int[] encode(String text) {
        return words.matcher(text)
                .results()
                .flatMapToInt(word -> word(word.group()))
                .toArray();
    }

    private IntStream word(String word) {
        var parts = new ArrayList<String>();
        for (var value : word.getBytes(UTF_8)) {
            parts.add(letters[Byte.toUnsignedInt(value)]);
        }
        for (int at = best(parts); at >= 0; at = best(parts)) {
            parts.set(at, parts.get(at) + parts.remove(at + 1));
        }
        return parts.stream().mapToInt(part -> Objects.requireNonNull(ids.get(part), part));
    }

    private int best(List<String> parts) {
        int best = -1;
        int rank = Integer.MAX_VALUE;
        for (int at = 0; at + 1 < parts.size(); at++) {
            var found = ranks.getOrDefault(List.of(parts.get(at), parts.get(at + 1)), Integer.MAX_VALUE);
            if (found < rank) {
                rank = found;
                best = at;
            }
        }
        return best;
    }
}
