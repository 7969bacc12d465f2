package io.judgefleet.benchmarks.engine;

import io.judgefleet.judgelm.prompt.JudgeTask;
import io.judgefleet.judgelm.prompt.PromptWindow;
import io.judgefleet.judgelm.tokenizer.Tokenizer;
import io.judgefleet.judgement.JudgingMode;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Seeded texts of words, so that no two runs read other prompts. */
public record Prompts(Random random) {
    private static final List<String> WORDS = List.of(
            "the",
            "answer",
            "is",
            "because",
            "water",
            "light",
            "a",
            "model",
            "of",
            "why",
            "question",
            "seven",
            "12",
            "blue",
            "and",
            "explains",
            "it's",
            "not",
            "for",
            "example",
            "sky",
            "short",
            "waves",
            "in",
            "two",
            "parts");

    public static Prompts seeded(long seed) {
        return new Prompts(new Random(seed));
    }

    String words(int count) {
        return Stream.generate(() -> WORDS.get(random.nextInt(WORDS.size())))
                .limit(count)
                .collect(Collectors.joining(" "));
    }

    JudgeTask pair(int questionWords, int answerWords) {
        return pair(words(questionWords), List.of(words(answerWords), words(answerWords)));
    }

    /** A comparison whose prompts have exactly so many tokens each; the answers are of equal length, so both orders have. */
    JudgeTask pairOfTokens(int tokens, PromptWindow window) {
        var answers = List.of(words(10), words(10));
        var question = new StringBuilder("Why");
        for (var task = pair(question, answers); ; task = pair(question, answers)) {
            int found = window.prepare(task).prompts().getFirst().tokens().length;
            if (found == tokens) {
                return task;
            }
            if (found > tokens) {
                throw new IllegalStateException("expected prompts of %d tokens, found %d".formatted(tokens, found));
            }
            question.append('?');
        }
    }

    private static JudgeTask pair(CharSequence question, List<String> answers) {
        return new JudgeTask(JudgingMode.PAIR, question.toString(), answers, Optional.empty());
    }

    /** A text of exactly so many tokens, the beginning-of-sequence token included. */
    public String ofTokens(int tokens, Tokenizer tokenizer) {
        var text = new StringBuilder(words(tokens / 3));
        while (tokenizer.encode(text.toString()).length < tokens) {
            text.append(' ').append(words(1));
        }
        while (tokenizer.encode(text.toString()).length > tokens) {
            text.setLength(text.length() - 1);
        }
        while (tokenizer.encode(text.toString()).length < tokens) {
            text.append('.');
        }
        if (tokenizer.encode(text.toString()).length != tokens) {
            throw new IllegalStateException("expected a text of %d tokens".formatted(tokens));
        }
        return text.toString();
    }
}
