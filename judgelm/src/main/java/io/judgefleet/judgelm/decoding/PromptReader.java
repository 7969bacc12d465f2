package io.judgefleet.judgelm.decoding;

import io.judgefleet.judgelm.decoding.ScoreSearch.Pruning;
import io.judgefleet.judgelm.inference.LanguageModel;
import io.judgefleet.judgelm.inference.TokenSpan;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Has a model read prompts and write what comes after each: its completion, and what it thinks of every score.
 *
 * <p>Jobs enter in their order, as many in a pass as the budget has room for; what is written after the earlier ones rides
 * along, and who is finished leaves at once.
 */
public final class PromptReader {
    private final LanguageModel model;
    private final StopRule stopRule;
    private final Budget budget;
    private final Pruning pruning;

    /** A prompt, and the grammar of the scores that it asks for where it asks for any. */
    @SuppressWarnings("ArrayRecordComponent") // read by the model, never compared
    public record Query(int[] tokens, Optional<ScoreGrammar> grammar) {}

    /**
     * What a model makes of a prompt.
     *
     * @param scoring there once the search for the scores is finished
     * @param fault what the model said that is no number, where it did; nothing was read after that
     */
    public record Reading(Completion completion, Optional<Scoring> scoring, Optional<String> fault) {}

    /** Prompts that are read side by side, and who waits for them. */
    public interface Job {
        List<Query> queries();

        /** Whether nobody waits any longer; asked between two passes. */
        boolean isCalledOff();

        /** Takes the readings, one for each query. */
        void finish(List<Reading> readings);

        /** Takes what there is of the readings of a job that was called off. */
        void abandon(List<Reading> readings);
    }

    /**
     * How much is read at a time; a job that is larger by itself is let in alone.
     *
     * @param passTokens the tokens of a pass
     * @param keptTokens the prompt tokens of all jobs on their way, which the cache keeps
     * @param leastShared the shortest common beginning that is read once for all who have it
     */
    public record Budget(int passTokens, int keptTokens, int leastShared) {
        /** Shorter beginnings are cheaper to read twice than to fetch from the cache. */
        private static final int WORTH_SHARING = 32;

        public static final Budget UNLIMITED = new Budget(Integer.MAX_VALUE, Integer.MAX_VALUE);

        public Budget(int passTokens, int keptTokens) {
            this(passTokens, keptTokens, WORTH_SHARING);
        }

        public Budget withoutSharing() {
            return new Budget(passTokens, keptTokens, Integer.MAX_VALUE);
        }
    }

    public PromptReader(LanguageModel model, StopRule stopRule, Budget budget) {
        this(model, stopRule, budget, Pruning.DEFAULT);
    }

    PromptReader(LanguageModel model, StopRule stopRule, Budget budget, Pruning pruning) {
        this.model = model;
        this.stopRule = stopRule;
        this.budget = budget;
        this.pruning = pruning;
    }

    /**
     * Reads jobs until each is finished or abandoned.
     *
     * @throws io.judgefleet.judgelm.inference.ModelUnavailableException on a fault of the engine; jobs that are neither are as they were
     */
    public void read(Collection<? extends Job> jobs) {
        Deque<Job> waiting = new ArrayDeque<>(jobs);
        var groups = new ArrayList<SequenceGroup>();
        try {
            while (!waiting.isEmpty() || !groups.isEmpty()) {
                pass(waiting, groups);
            }
        } finally {
            groups.forEach(SequenceGroup::release);
        }
    }

    private void pass(Deque<Job> waiting, List<SequenceGroup> groups) {
        var spans = new ArrayList<TokenSpan>();
        groups.forEach(group -> spans.addAll(group.takeUnread()));
        int riding = spans.stream().mapToInt(TokenSpan::length).sum();
        int kept = groups.stream().mapToInt(SequenceGroup::promptTokens).sum();
        var entering = entering(waiting, riding, kept);
        if (!entering.isEmpty()) {
            var group = new SequenceGroup(
                    model, entering, budget.leastShared(), (query, end) -> Sequence.of(query, end, stopRule, pruning));
            groups.add(group);
            spans.addAll(group.takeUnread());
        }
        if (!spans.isEmpty()) {
            var read = model.next(spans, watched(groups));
            groups.forEach(group -> group.advance(read));
        }
        groups.forEach(SequenceGroup::retire);
        groups.removeIf(SequenceGroup::isFinished);
    }

    /** The next jobs that fit beside what rides along; where nothing else is on its way, at least one. */
    private List<Job> entering(Deque<Job> waiting, int riding, int kept) {
        var entering = new ArrayList<Job>();
        long passTokens = riding;
        long keptTokens = kept;
        while (!waiting.isEmpty()) {
            var job = waiting.peek();
            if (job.isCalledOff()) {
                waiting.remove().abandon(List.of());
                continue;
            }
            int tokens = tokens(job);
            boolean crowds = !entering.isEmpty() && passTokens + tokens > budget.passTokens();
            boolean overflows = keptTokens > 0 && keptTokens + tokens > budget.keptTokens();
            if (crowds || overflows) {
                break;
            }
            entering.add(waiting.remove());
            passTokens += tokens;
            keptTokens += tokens;
        }
        return entering;
    }

    static int tokens(Job job) {
        return job.queries().stream().mapToInt(query -> query.tokens().length).sum();
    }

    private static int[] watched(List<SequenceGroup> groups) {
        return groups.stream()
                .flatMap(SequenceGroup::grammars)
                .distinct()
                .flatMapToInt(grammar -> IntStream.of(grammar.tokens()))
                .distinct()
                .sorted()
                .toArray();
    }
}
