package io.judgefleet.judgelm.decoding;

import static io.judgefleet.judgelm.decoding.ContinuationTokenizer.PROMPT_END;

import io.judgefleet.judgelm.tokenizer.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The grammar of any number of scores on a line. The texts are too many for a trie, so that its places are made as they are
 * reached; for this a score must be spelled alike whatever stands before and behind it.
 */
final class ScoreSlots {
    private final Place first = new Place();
    private final Place next = new Place();
    private final Place end = new Place();

    /** A place within the spelling of one score, or of the end of the line. */
    private static final class Place {
        private final TreeMap<Integer, Place> following = new TreeMap<>();
        private Optional<Double> score = Optional.empty();
        private boolean endsLine;

        Place at(int[] tokens) {
            var place = this;
            for (var token : tokens) {
                place = place.following.computeIfAbsent(token, ignored -> new Place());
            }
            return place;
        }

        void collect(SortedSet<Integer> tokens) {
            tokens.addAll(following.keySet());
            following.values().forEach(place -> place.collect(tokens));
        }
    }

    private ScoreSlots() {}

    static ScoreSlots of(Tokenizer tokenizer) {
        var slots = new ScoreSlots();
        var atStart = ContinuationTokenizer.after(PROMPT_END, tokenizer);
        var afterScore = ContinuationTokenizer.after(PROMPT_END + "5", tokenizer);
        var newline = afterScore.tokens("\n");
        slots.end.at(newline).endsLine = true;
        for (var score : ScoreGrammar.scores()) {
            var opening = atStart.tokens(score);
            var further = afterScore.tokens(" " + score);
            requireAlike(joined(opening, further, further, newline), atStart, score);
            slots.first.at(opening).score = Optional.of(Double.valueOf(score));
            slots.next.at(further).score = Optional.of(Double.valueOf(score));
        }
        return slots;
    }

    /** The beginning of a line of so many scores. */
    ScoreNode line(int answers) {
        return new Slot(first, List.of(), answers);
    }

    /** All tokens that occur, in rising order. */
    int[] tokens() {
        var tokens = new TreeSet<Integer>();
        List.of(first, next, end).forEach(place -> place.collect(tokens));
        return tokens.stream().mapToInt(Integer::intValue).toArray();
    }

    /** A place in a line, with the scores before it. */
    private final class Slot implements ScoreNode {
        private final Place place;
        private final List<Double> before;
        private final int answers;

        private Slot(Place place, List<Double> before, int answers) {
            this.place = place;
            this.before = before;
            this.answers = answers;
        }

        @Override
        public Map<Integer, ? extends ScoreNode> children() {
            var children = new TreeMap<Integer, Slot>();
            place.following.forEach((token, further) -> children.put(token, new Slot(further, before, answers)));
            place.score.ifPresent(score -> {
                var scores = new ArrayList<>(before);
                scores.add(score);
                var then = scores.size() < answers ? next : end;
                then.following.forEach(
                        (token, further) -> children.put(token, new Slot(further, List.copyOf(scores), answers)));
            });
            return children;
        }

        @Override
        public List<Double> scores() {
            return place.endsLine ? before : List.of();
        }
    }

    private static void requireAlike(int[] expected, ContinuationTokenizer continuations, String score) {
        var found = continuations.tokens("%1$s %1$s %1$s\n".formatted(score));
        if (!Arrays.equals(found, expected)) {
            throw new IllegalArgumentException(
                    "expected a score to be spelled alike wherever it stands, found %s for %s"
                            .formatted(Arrays.toString(found), score));
        }
    }

    private static int[] joined(int[]... parts) {
        return Arrays.stream(parts).flatMapToInt(IntStream::of).toArray();
    }
}
