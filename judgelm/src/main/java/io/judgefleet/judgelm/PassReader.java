package io.judgefleet.judgelm;

import io.judgefleet.judgelm.decoding.PromptReader.Query;
import io.judgefleet.judgelm.decoding.PromptReader.Reading;
import io.judgefleet.judgelm.decoding.ScoreGrammar;
import io.judgefleet.judgelm.decoding.Scoring;
import io.judgefleet.judgelm.prompt.JudgeTask;
import io.judgefleet.judgelm.prompt.PreparedTask;
import io.judgefleet.judgelm.tokenizer.Tokenizer;
import io.judgefleet.judgement.AnswerScore;
import io.judgefleet.judgement.JudgementParser;
import io.judgefleet.judgement.Pass;
import io.judgefleet.judgement.PassOutcome;
import io.judgefleet.judgement.PassOutcome.Failed;
import io.judgefleet.judgement.PassOutcome.Refused;
import io.judgefleet.judgement.PassOutcome.Scored;
import io.judgefleet.judgement.PassOutcome.Truncated;
import io.judgefleet.judgement.PassOutcome.Unparsable;
import io.judgefleet.judgement.ScoreLine;
import io.judgefleet.judgement.ScorePair;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a mode asks a model for, and what it makes of the answer.
 *
 * <p>A judgement's first line is what stands before the first newline, stripped; the same whether an explanation follows or not.
 */
final class PassReader {
    private final Tokenizer tokenizer;
    private final Decoding decoding;
    private final Supplier<String> flaw;
    private final ScoreGrammar pair;
    private final ScoreGrammar pinned;
    private final Map<Integer, ScoreGrammar> many = new ConcurrentHashMap<>();
    private final JudgementParser parser = JudgementParser.ofJudge();

    /** A reader that asks for the model's flaw where what it says is no number. */
    PassReader(Tokenizer tokenizer, Decoding decoding, Supplier<String> flaw) {
        this.tokenizer = tokenizer;
        this.decoding = decoding;
        this.flaw = flaw;
        this.pair = ScoreGrammar.ofPair(tokenizer);
        this.pinned = ScoreGrammar.afterPinnedTen(tokenizer);
    }

    Query query(PreparedTask task, PreparedTask.Prompt prompt) {
        return new Query(prompt.tokens(), Optional.of(grammar(task.task())));
    }

    Pass pass(PreparedTask task, PreparedTask.Prompt prompt, Reading reading) {
        return reading.fault()
                .map(fault -> unfinished(prompt, new Failed(fault + "; " + flaw.get()), reading))
                .orElseGet(() -> judged(task, prompt, reading));
    }

    private Pass judged(PreparedTask task, PreparedTask.Prompt prompt, Reading reading) {
        var scoring = reading.scoring().orElseThrow();
        var scores = scores(task.task(), reading.completion().text(), scoring);
        return new Pass(
                prompt.order(),
                outcome(scores, reading.completion().text(), prompt.truncatedTokens() > 0),
                reading.completion().text(),
                scoring.distribution(),
                prompt.tokens().length,
                reading.completion().tokens(),
                prompt.truncatedTokens(),
                task.task().answers().size() > 2 ? answers(scores, scoring) : List.of());
    }

    /** A pass that ended before its scores were known, with what the judge had written until then. */
    static Pass unfinished(PreparedTask.Prompt prompt, PassOutcome outcome, @Nullable Reading reading) {
        return new Pass(
                prompt.order(),
                outcome,
                reading == null ? "" : reading.completion().text(),
                Optional.empty(),
                prompt.tokens().length,
                reading == null ? 0 : reading.completion().tokens(),
                prompt.truncatedTokens());
    }

    private ScoreGrammar grammar(JudgeTask task) {
        return switch (task.mode()) {
            case PAIR, CHAT -> pair;
            case SINGLE, MULTIMODAL -> pinned;
            case MULTI ->
                many.computeIfAbsent(task.answers().size(), answers -> ScoreGrammar.ofAnswers(tokenizer, answers));
        };
    }

    private ScoreLine scores(JudgeTask task, String completion, Scoring scoring) {
        return switch (decoding) {
            case GREEDY -> parsed(task, firstLine(completion));
            case CONSTRAINED_ARGMAX -> new ScoreLine.Scores(scoring.likeliest());
        };
    }

    private ScoreLine parsed(JudgeTask task, String line) {
        return switch (task.mode()) {
            case PAIR, CHAT -> parser.scores(line.strip(), 2);
            case MULTI -> parser.scores(line.strip(), task.answers().size());
            // The judge goes on behind the 10 of the prompt: a digit there makes another number of it.
            case SINGLE, MULTIMODAL -> parser.scores("10" + line.stripTrailing(), 2);
        };
    }

    static PassOutcome outcome(ScoreLine scores, String completion, boolean truncated) {
        return switch (scores) {
            case ScoreLine.Unreadable(var reason) ->
                Refusal.isOne(completion)
                        ? new Refused("the judge declined to judge: " + reason)
                        : new Unparsable(reason);
            case ScoreLine.Scores(var values) -> {
                var pair = new ScorePair(values.get(0), values.get(1));
                yield truncated ? new Truncated(pair) : new Scored(pair);
            }
        };
    }

    private static List<AnswerScore> answers(ScoreLine scores, Scoring scoring) {
        return switch (scores) {
            case ScoreLine.Unreadable unreadable -> List.of();
            case ScoreLine.Scores(var values) ->
                IntStream.range(0, values.size())
                        .mapToObj(at -> new AnswerScore(
                                values.get(at), scoring.expected().get(at)))
                        .toList();
        };
    }

    private static String firstLine(String completion) {
        int newline = completion.indexOf('\n');
        return newline < 0 ? completion : completion.substring(0, newline);
    }
}
