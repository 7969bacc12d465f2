package io.judgefleet.judgelm.decoding;

import io.judgefleet.judgelm.decoding.PromptReader.Job;
import io.judgefleet.judgelm.decoding.PromptReader.Query;
import io.judgefleet.judgelm.decoding.PromptReader.Reading;
import io.judgefleet.judgelm.inference.LanguageModel;
import io.judgefleet.judgelm.inference.NextToken;
import io.judgefleet.judgelm.inference.TokenSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Jobs whose prompts are read in one pass, so that they share common beginnings; each leaves when it is finished. */
final class SequenceGroup {
    private final LanguageModel model;
    private final SharedPrefixes shared;
    private final List<Running> running = new ArrayList<>();
    private boolean begun;

    /** A job with its prompts on their way. */
    private record Running(Job job, List<Sequence> sequences) {
        boolean isFinished() {
            return sequences.stream().allMatch(Sequence::isFinished);
        }

        List<Reading> readings() {
            return sequences.stream().map(Sequence::reading).toList();
        }
    }

    SequenceGroup(
            LanguageModel model, List<Job> jobs, int leastShared, BiFunction<Query, TokenSpan, Sequence> sequence) {
        this.model = model;
        var prompts = jobs.stream().flatMap(job -> job.queries().stream()).map(Query::tokens);
        this.shared = new SharedPrefixes(prompts.toList(), leastShared);
        var ends = shared.ends().iterator();
        jobs.forEach(job -> running.add(new Running(
                job,
                job.queries().stream()
                        .map(query -> sequence.apply(query, ends.next()))
                        .toList())));
    }

    boolean isFinished() {
        return running.isEmpty();
    }

    /** The prompt tokens of the jobs that are not finished. */
    int promptTokens() {
        return running.stream()
                .mapToInt(each -> PromptReader.tokens(each.job()))
                .sum();
    }

    /** The grammars of the scores that are asked for. */
    Stream<ScoreGrammar> grammars() {
        return running.stream()
                .flatMap(each -> each.job().queries().stream())
                .flatMap(query -> query.grammar().stream());
    }

    /** What is to be read in the next pass. */
    List<TokenSpan> takeUnread() {
        var spans = new ArrayList<>(begun ? List.of() : shared.prefixes());
        begun = true;
        running.forEach(each -> each.sequences().forEach(sequence -> spans.addAll(sequence.takeUnread())));
        return spans;
    }

    void advance(Map<TokenSpan, NextToken> read) {
        running.forEach(each -> each.sequences().forEach(sequence -> sequence.advance(read)));
    }

    /** Lets go of the jobs that are finished or that nobody waits for, and of their memory. */
    void retire() {
        for (var each : List.copyOf(running)) {
            if (each.isFinished()) {
                leave(each);
                each.job().finish(each.readings());
            } else if (each.job().isCalledOff()) {
                leave(each);
                each.job().abandon(each.readings());
            }
        }
        if (running.isEmpty()) {
            model.release(shared.prefixes());
        }
    }

    /** Lets go of everything. */
    void release() {
        List.copyOf(running).forEach(this::leave);
        model.release(shared.prefixes());
    }

    private void leave(Running leaving) {
        running.remove(leaving);
        leaving.sequences().forEach(sequence -> model.release(sequence.tree().spans()));
    }
}
