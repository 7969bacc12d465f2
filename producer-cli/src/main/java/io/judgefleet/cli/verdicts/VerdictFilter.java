package io.judgefleet.cli.verdicts;

import io.judgefleet.cli.console.Where;
import io.judgefleet.judgement.KebabCase;
import io.judgefleet.schemas.Verdict;
import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Which verdicts are wanted. */
record VerdictFilter(@Nullable String model, @Nullable String judge, Where<Verdict> where) {
    private static final int SHORTEST_FINGERPRINT = 8;

    /** What {@code --where} can ask. */
    static final Map<String, BiPredicate<Verdict, String>> NAMES = Map.ofEntries(
            Map.entry(
                    "comparison",
                    (verdict, id) -> verdict.subject().comparisonId().value().equals(id)),
            Map.entry(
                    "request",
                    (verdict, id) -> verdict.origin().requestId().value().equals(id)),
            Map.entry(
                    "question", (verdict, id) -> verdict.subject().questionId().equals(id)),
            Map.entry(
                    "dataset",
                    (verdict, name) -> verdict.subject().dataset().orElse("").equals(name)),
            Map.entry(
                    "category",
                    (verdict, name) -> verdict.subject().category().orElse("").equals(name)),
            Map.entry(
                    "tenant",
                    (verdict, name) -> verdict.origin().tenant().orElse("").equals(name)),
            Map.entry(
                    "profile",
                    (verdict, name) -> verdict.origin().judgeProfile().equals(name)),
            Map.entry(
                    "mode",
                    (verdict, word) -> KebabCase.of(verdict.subject().mode()).equals(word)),
            Map.entry(
                    "preference",
                    (verdict, word) ->
                            VerdictText.preference(verdict).orElse("").equals(word)),
            Map.entry(
                    "state",
                    (verdict, word) -> verdict.passes().stream()
                            .anyMatch(pass -> VerdictText.state(pass.outcome()).equals(word))),
            Map.entry(
                    "experiment",
                    (verdict, text) -> verdict.origin()
                            .experiment()
                            .map(it -> it.id().equals(text) || (it.id() + "/" + it.arm()).equals(text))
                            .orElse(text.isEmpty())));

    boolean matches(Verdict verdict) {
        return (model == null || verdict.subject().modelIds().contains(model))
                && isBy(verdict)
                && where.matches(verdict);
    }

    private boolean isBy(Verdict verdict) {
        return judge == null
                || verdict.judge().name().equals(judge)
                || judge.length() >= SHORTEST_FINGERPRINT
                        && verdict.judgeFingerprint().startsWith(judge);
    }
}
