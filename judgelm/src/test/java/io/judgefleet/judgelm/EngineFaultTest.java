package io.judgefleet.judgelm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.judgefleet.judgelm.LlamaJudge.Limits;
import io.judgefleet.judgelm.inference.CharacterTokenizer;
import io.judgefleet.judgelm.inference.LanguageModel;
import io.judgefleet.judgelm.inference.ModelUnavailableException;
import io.judgefleet.judgelm.inference.ScriptedModel;
import io.judgefleet.judgelm.inference.TokenSpan;
import io.judgefleet.judgelm.prompt.JudgeTask;
import io.judgefleet.judgement.JudgingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EngineFaultTest {
    private static final JudgeDescription DESCRIPTION =
            new JudgeDescription("tiny", "0", "0", "judgelm", "float32", "greedy", "random", "scripted", "none");

    @Test
    void shouldHalveTheBatchWhenTheEngineHasNoMemoryForIt() {
        var model = new SmallMemory(9000);
        try (var judge = judge(model)) {
            var tasks = Stream.of("a", "b", "c", "d", "e")
                    .map(answer -> judge.prepare(task(answer)))
                    .toList();

            assertThat(judge.judge(tasks)).hasSize(5).allMatch(passes -> passes.size() == 2);
            assertThat(model.refused).isNotEmpty();
            assertThat(model.kept()).isZero();
        }
    }

    @Test
    void shouldGiveUpWhenTheEngineHasNoMemoryForOneTask() {
        try (var judge = judge(new SmallMemory(100))) {
            var task = judge.prepare(task("a"));

            assertThatThrownBy(() -> judge.judge(List.of(task))).isInstanceOf(ModelUnavailableException.class);
        }
    }

    private static LlamaJudge judge(LanguageModel model) {
        var settings = JudgeSettings.DEFAULT.withTokenBudget(1_000_000);
        return new LlamaJudge(DESCRIPTION, settings, model, new CharacterTokenizer(), new Limits(8192, List.of(2)));
    }

    private static JudgeTask task(String answer) {
        return new JudgeTask(JudgingMode.PAIR, answer.repeat(900), List.of(answer.repeat(50), "no"), Optional.empty());
    }

    /** A model that cannot read more than so many tokens in a pass. */
    private static final class SmallMemory implements LanguageModel {
        private final int mostTokens;
        private final ScriptedModel model = ScriptedModel.writing(0, "");
        private final List<Integer> refused = new ArrayList<>();

        SmallMemory(int mostTokens) {
            this.mostTokens = mostTokens;
        }

        @Override
        public Map<TokenSpan, float[]> logits(List<TokenSpan> spans) {
            int tokens = spans.stream().mapToInt(TokenSpan::length).sum();
            if (tokens > mostTokens) {
                refused.add(tokens);
                throw new ModelUnavailableException("out of memory", new IllegalStateException("out of memory"));
            }
            return model.logits(spans);
        }

        @Override
        public void release(Collection<TokenSpan> spans) {
            model.release(spans);
        }

        @Override
        public void close() {}

        int kept() {
            return model.spansKept();
        }
    }
}
