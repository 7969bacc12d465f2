package io.judgefleet.judgelm.cli.report;

import io.judgefleet.judgelm.JudgeDescription;
import io.judgefleet.judgelm.prompt.PreparedTask;
import io.judgefleet.judgelm.prompt.PromptTemplate;
import io.judgefleet.judgement.KebabCase;
import io.judgefleet.judgement.Pass;
import io.judgefleet.judgement.PassOutcome;
import io.judgefleet.judgement.PresentationOrder;
import io.judgefleet.judgement.Resolution;
import io.judgefleet.judgement.ScoreDistribution;
import io.judgefleet.metrics.text.VisibleText;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** A judged comparison for a person: who judged, the prompt, each pass, and what the passes come to. */
public record JudgementReport(JudgeDescription judge, PreparedTask prepared, List<Pass> passes) {
    public void print(PrintWriter out) {
        var task = prepared.task();
        var template = PromptTemplate.of(task);
        out.printf("judge: %s (%s weights), %s%n", judge.name(), judge.weightsOrigin(), judge.decoding());
        out.printf("engine: %s on %s, %s%n", judge.engine(), judge.device(), judge.dtype());
        out.printf("weights: %s%ntokenizer: %s%n", judge.weightsDigest(), judge.tokenizerDigest());
        out.printf("prompt: %s%n", template.id());
        out.println(VisibleText.ofLines(
                template.render(task, PresentationOrder.ORIGINAL).text()));
        prepared.findings().forEach(finding -> out.println("marker in " + finding));
        passes.forEach(pass -> pass(pass, out));
        if (passes.size() == PresentationOrder.values().length) {
            resolutions(out);
        }
    }

    private static void pass(Pass pass, PrintWriter out) {
        out.printf("%n%s order: %s%n", KebabCase.of(pass.order()), said(pass.outcome()));
        out.printf("  completion: \"%s\"%n", VisibleText.of(pass.completion()));
        out.printf(
                "  tokens: %d read, %d written, %d cut%n",
                pass.promptTokens(), pass.completionTokens(), pass.truncatedTokens());
        for (int i = 0; i < pass.answers().size(); i++) {
            var answer = pass.answers().get(i);
            out.printf(Locale.ROOT, "  answer %d: %.1f, expected %.3f%n", i + 1, answer.score(), answer.expected());
        }
        pass.distribution().ifPresent(distribution -> out.println("  " + said(distribution)));
    }

    private void resolutions(PrintWriter out) {
        var pair = Pass.pair(passes);
        out.println();
        for (var resolution : Resolution.values()) {
            out.printf("%s: %s%n", KebabCase.of(resolution), KebabCase.of(resolution.resolve(pair)));
        }
    }

    private static String said(PassOutcome outcome) {
        return switch (outcome) {
            case PassOutcome.Scored scored ->
                scored.scores().first() + " " + scored.scores().second();
            case PassOutcome.Truncated cut ->
                cut.scores().first() + " " + cut.scores().second() + " about shortened answers";
            case PassOutcome.Unparsable unparsable -> "unparsable, " + unparsable.reason();
            case PassOutcome.Refused refused -> "refused, " + refused.reason();
            case PassOutcome.Failed failed -> "failed, " + failed.reason();
            case PassOutcome.TimedOut late -> "timed out, " + late.reason();
        };
    }

    private static String said(ScoreDistribution distribution) {
        return String.format(
                Locale.ROOT,
                "distribution: expected scores %.3f and %.3f, P(first better) %.3f, P(tie) %.3f, entropy %.3f nats",
                distribution.expectedFirst(),
                distribution.expectedSecond(),
                distribution.firstBetter(),
                distribution.tie(),
                distribution.entropy());
    }
}
