package io.judgefleet.judgelm.inference;

import io.judgefleet.judgelm.inference.ScoreSearch.Pruning;
import io.judgefleet.metrics.ScoreDistribution;
import io.judgefleet.metrics.ScorePair;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Has a model read a batch of prompts and write what comes after each: its completion, and what it thinks of every score. */
public final class PromptReader {
    private final LanguageModel model;
    private final StopRule stopRule;
    private final Pruning pruning;

    /** A prompt, and the grammar of the scores that it asks for where it asks for a pair. */
    @SuppressWarnings("ArrayRecordComponent") // read by the model, never compared
    public record Query(int[] tokens, Optional<ScoreGrammar> grammar) {}

    /** What a model makes of a prompt; the scores are those of the constrained argmax. */
    public record Reading(
            Completion completion, Optional<ScorePair> scores, Optional<ScoreDistribution> distribution) {}

    /** One prompt on its way. */
    private record Course(TokenTree tree, GreedyDecoding decoding, Optional<ScoreSearch> search) {
        boolean isFinished() {
            return decoding.isFinished() && search.map(ScoreSearch::isFinished).orElse(true);
        }

        Reading reading() {
            return new Reading(
                    decoding.completion(),
                    search.map(ScoreSearch::argmaxScores),
                    search.map(ScoreSearch::distribution));
        }
    }

    public PromptReader(LanguageModel model, StopRule stopRule) {
        this(model, stopRule, Pruning.DEFAULT);
    }

    PromptReader(LanguageModel model, StopRule stopRule, Pruning pruning) {
        this.model = model;
        this.stopRule = stopRule;
        this.pruning = pruning;
    }

    /** One reading for each query, in their order; all are read side by side. */
    public List<Reading> read(List<Query> queries) {
        if (queries.isEmpty()) {
            return List.of();
        }
        var shared = new SharedPrefixes(queries.stream().map(Query::tokens).toList());
        var ends = shared.ends().iterator();
        var courses = queries.stream().map(query -> course(query, ends.next())).toList();
        var watched = queries.stream()
                .flatMap(query -> query.grammar().stream())
                .flatMapToInt(grammar -> IntStream.of(grammar.tokens()))
                .distinct()
                .sorted()
                .toArray();
        try {
            advance(courses, shared.prefixes(), watched);
            while (!courses.stream().allMatch(Course::isFinished)) {
                advance(courses, List.of(), watched);
            }
        } finally {
            courses.forEach(course -> model.release(course.tree().spans()));
            model.release(shared.prefixes());
        }
        return courses.stream().map(Course::reading).toList();
    }

    private Course course(Query query, TokenSpan end) {
        var tree = new TokenTree(end);
        return new Course(
                tree,
                new GreedyDecoding(tree, stopRule),
                query.grammar().map(grammar -> new ScoreSearch(grammar, tree, pruning)));
    }

    private void advance(List<Course> courses, List<TokenSpan> prefixes, int[] watched) {
        var spans = new ArrayList<>(prefixes);
        courses.forEach(course -> spans.addAll(course.tree().takeUnread()));
        var read = model.next(spans, watched);
        for (var course : courses) {
            course.decoding().advance(read);
            course.search().filter(search -> !search.isFinished()).ifPresent(search -> search.advance(read));
        }
    }
}
